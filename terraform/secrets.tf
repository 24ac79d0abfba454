# Opens Vault's seal (k8s/vault/values.yaml).
resource "aws_kms_key" "vault" {
  description         = "Seal of Vault"
  enable_key_rotation = true
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "vault" {
  name          = "alias/${var.name}-vault"
  target_key_id = aws_kms_key.vault.key_id
}

locals {
  # Service accounts, and the one thing that each may do at AWS.
  workloads = {
    backup = {
      accounts = ["sei-platform:database-backup", "sei-platform:backup-metrics", "sei-platform:recovery-drill", "sei-platform:recovery"]
      actions  = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket", "s3:AbortMultipartUpload"]
      on       = [aws_s3_bucket.main["backup"].arn, "${aws_s3_bucket.main["backup"].arn}/*"]
    }
    wal = {
      accounts = ["sei-platform:timescaledb"]
      actions  = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket", "s3:AbortMultipartUpload"]
      on       = [aws_s3_bucket.main["wal"].arn, "${aws_s3_bucket.main["wal"].arn}/*"]
    }
    velero = {
      accounts = ["velero:velero"]
      actions  = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"]
      on       = [aws_s3_bucket.main["velero"].arn, "${aws_s3_bucket.main["velero"].arn}/*"]
    }
    vault = {
      accounts = ["vault:vault"]
      actions  = ["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey"]
      on       = [aws_kms_key.vault.arn]
    }
    # With k8s/components/aws-secrets in place of Vault. The guide attaches SecretsManagerReadWrite, by which a pod could read and
    # delete every secret of the account; a reader needs to read its own.
    secrets = {
      accounts = ["sei-platform:sei-platform-sa"]
      actions  = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"]
      on = [for secret in ["database", "redis", "application"] :
      "arn:aws:secretsmanager:${var.region}:${data.aws_caller_identity.current.account_id}:secret:${var.name}/${secret}-??????"]
    }
    # It reads of every group, which AWS cannot limit, and changes those of this cluster alone (below).
    autoscaler = {
      accounts = ["kube-system:cluster-autoscaler"]
      actions = ["autoscaling:DescribeAutoScalingGroups", "autoscaling:DescribeAutoScalingInstances", "autoscaling:DescribeLaunchConfigurations",
        "autoscaling:DescribeScalingActivities", "ec2:DescribeImages", "ec2:DescribeInstanceTypes", "ec2:DescribeLaunchTemplateVersions",
      "ec2:GetInstanceTypesFromInstanceRequirements", "eks:DescribeNodegroup"]
      on = ["*"]
    }
    ebs = {
      accounts = ["kube-system:ebs-csi-controller-sa"]
      actions  = ["kms:CreateGrant", "kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"]
      on       = [aws_kms_key.cluster.arn]
    }
  }
  issuer = replace(aws_iam_openid_connect_provider.cluster.url, "https://", "")
}

data "aws_caller_identity" "current" {}

resource "aws_iam_role" "workload" {
  for_each = toset(["backup", "wal", "velero", "vault", "secrets", "autoscaler", "ebs"])
  name     = each.key == "secrets" ? "${var.name}-role" : "${var.name}-${each.key}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = aws_iam_openid_connect_provider.cluster.arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = {
          "${local.issuer}:aud" = "sts.amazonaws.com"
          "${local.issuer}:sub" = [for account in local.workloads[each.key].accounts : "system:serviceaccount:${account}"]
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "workload" {
  for_each = aws_iam_role.workload
  role     = each.value.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = local.workloads[each.key].actions
      Resource = local.workloads[each.key].on
    }]
  })
}

resource "aws_iam_role_policy_attachment" "ebs" {
  role       = aws_iam_role.workload["ebs"].name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy"
}

# Velero's snapshots of volumes; which, AWS does not let a policy know beforehand.
resource "aws_iam_role_policy" "snapshots" {
  role = aws_iam_role.workload["velero"].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["ec2:DescribeVolumes", "ec2:DescribeSnapshots", "ec2:CreateTags", "ec2:CreateVolume", "ec2:CreateSnapshot", "ec2:DeleteSnapshot"]
      Resource = "*"
    }]
  })
}

# EKS gives the scaling groups of its node groups this tag.
resource "aws_iam_role_policy" "scaling" {
  role = aws_iam_role.workload["autoscaler"].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"]
      Resource = "*"
      Condition = {
        StringEquals = { "aws:ResourceTag/k8s.io/cluster-autoscaler/${var.name}" = "owned" }
      }
    }]
  })
}
