variable "name" {
  description = "Prefix of everything that is made."
  type        = string
  default     = "sei-platform"
}

variable "environment" {
  description = "Tag of everything that is made."
  type        = string
}

variable "region" {
  description = "Region of AWS; it must have three zones."
  type        = string
}

variable "kubernetes_version" {
  description = "Minor version of the cluster; k8s/ is tested against the types of 1.36."
  type        = string
  default     = "1.36"
}

variable "network" {
  description = "Addresses of the network. k8s/network-policies calls it NODES."
  type        = string
  default     = "10.0.0.0/16"
}

variable "administrators" {
  description = "Addresses from which the Kubernetes API may be reached."
  type        = list(string)
}

variable "administrator_roles" {
  description = "ARNs of the roles whose members administer the cluster; whoever makes it is none of them by that."
  type        = list(string)
  validation {
    condition     = length(var.administrator_roles) > 0
    error_message = "Without a role nobody could enter the cluster."
  }
}

variable "log_retention_days" {
  description = "Days for which the control plane's logs, the audit log among them, are kept."
  type        = number
  default     = 365
}

variable "instance_type" {
  description = "Kind of the nodes; the sums of CapacityTests are those of 8 processors and 32 GiB."
  type        = string
  default     = "m7i.2xlarge"
}

variable "nodes_per_zone_min" {
  description = "Nodes of each of the three zones that are always there; reserve this capacity."
  type        = number
}

variable "nodes_per_zone_max" {
  description = "Nodes of each zone when the service is at its largest."
  type        = number
}

variable "spot_nodes_max" {
  description = "Nodes of spot capacity for what may be interrupted."
  type        = number
  default     = 3
}

variable "domain" {
  description = "Domain of the hosts sei, api.sei and cdn.sei."
  type        = string
}

variable "load_balancer" {
  description = "Name of the ingress controller's load balancer; empty until it is there."
  type        = string
  default     = ""
}
