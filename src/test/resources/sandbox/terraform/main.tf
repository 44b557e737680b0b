terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}
provider "aws" {
  region                  = "us-east-1"
  s3_use_path_style       = true
  skip_metadata_api_check = true
}
data "aws_caller_identity" "me" {}
resource "aws_cloudwatch_log_group" "g" {
  name              = "/tf/g"
  retention_in_days = 7
  tags              = { a = "b" }
}
resource "aws_iam_role" "r" {
  name               = "tf-role"
  path               = "/team/"
  description        = "d"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }] })
  tags               = { a = "b" }
}
resource "aws_iam_role_policy" "p" {
  role   = aws_iam_role.r.name
  name   = "inline"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.r.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}
resource "aws_iam_policy" "m" {
  name   = "mine"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}
resource "aws_sns_topic" "t" { name = "tf-topic" }
resource "aws_ecs_cluster" "c" {
  name = "tf-c"
  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}
resource "aws_vpc" "v" {
  cidr_block           = "10.9.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "tf" }
}
resource "aws_subnet" "s" {
  vpc_id            = aws_vpc.v.id
  cidr_block        = "10.9.1.0/24"
  availability_zone = "us-east-1a"
}
resource "aws_security_group" "sg" {
  name   = "tf-sg"
  vpc_id = aws_vpc.v.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
resource "aws_cloudwatch_metric_alarm" "a" {
  alarm_name          = "tf-a"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 2
  metric_name         = "CPUUtilization"
  namespace           = "AWS/ECS"
  period              = 60
  statistic           = "Average"
  threshold           = 80
}
resource "aws_secretsmanager_secret" "s" { name = "tf/secret" }
resource "aws_secretsmanager_secret_version" "s" {
  secret_id     = aws_secretsmanager_secret.s.id
  secret_string = "x"
}

resource "aws_sqs_queue" "q" { name = "tf-q" }
resource "aws_kms_key" "k" { description = "tf" }
resource "aws_kms_alias" "k" {
  name          = "alias/tf"
  target_key_id = aws_kms_key.k.key_id
}
resource "aws_ecr_repository" "e" { name = "tf/api" }
resource "aws_cloudwatch_event_rule" "r" {
  name                = "tf-rule"
  schedule_expression = "rate(1 hour)"
}
resource "aws_dynamodb_table" "d" {
  name         = "tf-table"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}
