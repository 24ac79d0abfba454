# An example: your own domain and addresses belong here.
environment        = "prod"
region             = "eu-central-1"
administrators     = ["203.0.113.0/24"]
nodes_per_zone_min = 2
nodes_per_zone_max = 5
domain             = "example.com"
administrator_roles = [
  "arn:aws:iam::111122223333:role/platform-administrators",
]
