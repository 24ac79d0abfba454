# What production runs on, at AWS: network, cluster, nodes, buckets, names and keys. What runs in the cluster is in k8s/.
#   terraform init -backend-config=bucket=<a bucket of yours, made by hand> -backend-config=region=<its region>
#   terraform apply -var-file=prod.tfvars
terraform {
  required_version = ">= 1.10"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
    tls = {
      source  = "hashicorp/tls"
      version = "~> 4.0"
    }
  }
  backend "s3" {
    key          = "sei-platform/terraform.tfstate"
    encrypt      = true
    use_lockfile = true
  }
}

provider "aws" {
  region = var.region
  default_tags {
    tags = {
      application = var.name
      environment = var.environment
    }
  }
}
