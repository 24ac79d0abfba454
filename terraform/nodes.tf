resource "aws_iam_role" "nodes" {
  name = "${var.name}-nodes"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "nodes" {
  for_each   = toset(["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"])
  role       = aws_iam_role.nodes.name
  policy_arn = "arn:aws:iam::aws:policy/${each.value}"
}

resource "aws_launch_template" "nodes" {
  name_prefix = var.name
  # Pods have no business with the credentials of their node.
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
  # Each pod of the service may spool and import up to 44 GB.
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size           = 300
      volume_type           = "gp3"
      encrypted             = true
      delete_on_termination = true
    }
  }
}

# The newest image of nodes for the cluster's version: nodes follow the control plane, and get the fixes of their system.
data "aws_ssm_parameter" "nodes" {
  name = "/aws/service/eks/optimized-ami/${aws_eks_cluster.main.version}/amazon-linux-2023/x86_64/standard/recommended/release_version"
}

# One group for each zone, so that the autoscaler can make the zone larger in which a volume waits.
resource "aws_eks_node_group" "zone" {
  for_each        = aws_subnet.private
  cluster_name    = aws_eks_cluster.main.name
  node_group_name = "${var.name}-${each.key}"
  node_role_arn   = aws_iam_role.nodes.arn
  version         = aws_eks_cluster.main.version
  release_version = nonsensitive(data.aws_ssm_parameter.nodes.value)
  subnet_ids      = [each.value.id]
  instance_types  = [var.instance_type]

  scaling_config {
    min_size     = var.nodes_per_zone_min
    desired_size = var.nodes_per_zone_min
    max_size     = var.nodes_per_zone_max
  }

  launch_template {
    id      = aws_launch_template.nodes.id
    version = aws_launch_template.nodes.latest_version
  }

  update_config {
    max_unavailable = 1
  }

  lifecycle {
    ignore_changes = [scaling_config[0].desired_size]
  }

  depends_on = [aws_iam_role_policy_attachment.nodes, aws_eks_addon.network]
}

# For what may be interrupted: k8s/components/spot.
resource "aws_eks_node_group" "spot" {
  cluster_name    = aws_eks_cluster.main.name
  node_group_name = "${var.name}-spot"
  node_role_arn   = aws_iam_role.nodes.arn
  version         = aws_eks_cluster.main.version
  release_version = nonsensitive(data.aws_ssm_parameter.nodes.value)
  subnet_ids      = [for subnet in aws_subnet.private : subnet.id]
  capacity_type   = "SPOT"
  instance_types  = [var.instance_type, "m7a.2xlarge", "m6i.2xlarge"]
  labels          = { "sei-platform.io/capacity" = "spot" }

  taint {
    key    = "sei-platform.io/capacity"
    value  = "spot"
    effect = "NO_SCHEDULE"
  }

  scaling_config {
    min_size     = 0
    desired_size = 1
    max_size     = var.spot_nodes_max
  }

  launch_template {
    id      = aws_launch_template.nodes.id
    version = aws_launch_template.nodes.latest_version
  }

  lifecycle {
    ignore_changes = [scaling_config[0].desired_size]
  }

  depends_on = [aws_iam_role_policy_attachment.nodes, aws_eks_addon.network]
}
