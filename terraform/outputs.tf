output "kubeconfig" {
  description = "How kubectl gets to the cluster."
  value       = "aws eks update-kubeconfig --region ${var.region} --name ${aws_eks_cluster.main.name}"
}

output "buckets" {
  description = "For k8s/backup, k8s/base/timescaledb and k8s/velero."
  value       = { for use, bucket in aws_s3_bucket.main : use => bucket.id }
}

output "roles" {
  description = "For the service accounts in k8s/overlays/production."
  value       = { for use, role in aws_iam_role.workload : use => role.arn }
}

output "name_servers" {
  description = "For the registrar of the domain."
  value       = aws_route53_zone.main.name_servers
}
