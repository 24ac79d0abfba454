resource "aws_route53_zone" "main" {
  name = var.domain
}

# The last step of a recovery is to point these at the new cluster: a minute, not a day.
resource "aws_route53_record" "hosts" {
  for_each = var.load_balancer == "" ? toset([]) : toset(["sei", "api.sei", "cdn.sei"])
  zone_id  = aws_route53_zone.main.zone_id
  name     = "${each.value}.${var.domain}"
  type     = "CNAME"
  ttl      = 60
  records  = [var.load_balancer]
}

# Nobody else may make certificates for the domain.
resource "aws_route53_record" "authorities" {
  zone_id = aws_route53_zone.main.zone_id
  name    = var.domain
  type    = "CAA"
  ttl     = 3600
  records = ["0 issue \"letsencrypt.org\""]
}
