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
resource "aws_vpc" "v" {
  cidr_block           = "10.9.0.0/16"
  enable_dns_hostnames = true
}
resource "aws_subnet" "s" {
  count             = 2
  vpc_id            = aws_vpc.v.id
  cidr_block        = "10.9.${count.index}.0/24"
  availability_zone = ["us-east-1a", "us-east-1b"][count.index]
}
resource "aws_internet_gateway" "i" { vpc_id = aws_vpc.v.id }
resource "aws_eip" "e" { domain = "vpc" }
resource "aws_nat_gateway" "n" {
  allocation_id = aws_eip.e.id
  subnet_id     = aws_subnet.s[0].id
}
resource "aws_route_table" "r" {
  vpc_id = aws_vpc.v.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.i.id
  }
}
resource "aws_route_table_association" "a" {
  route_table_id = aws_route_table.r.id
  subnet_id      = aws_subnet.s[0].id
}
resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.v.id
  service_name = "com.amazonaws.us-east-1.s3"
}
resource "aws_security_group" "sg" {
  name   = "tf-sg"
  vpc_id = aws_vpc.v.id
}
resource "aws_vpc_security_group_ingress_rule" "r" {
  security_group_id = aws_security_group.sg.id
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"
}
resource "aws_lb" "lb" {
  name            = "tf-lb"
  subnets         = aws_subnet.s[*].id
  security_groups = [aws_security_group.sg.id]
}
resource "aws_lb_target_group" "tg" {
  name        = "tf-tg"
  port        = 8080
  protocol    = "HTTP"
  vpc_id      = aws_vpc.v.id
  target_type = "ip"
}
resource "aws_lb_listener" "l" {
  load_balancer_arn = aws_lb.lb.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.tg.arn
  }
}
resource "aws_lb_listener_rule" "r" {
  listener_arn = aws_lb_listener.l.arn
  priority     = 10
  condition {
    path_pattern { values = ["/api/*"] }
  }
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.tg.arn
  }
}
resource "aws_ecs_cluster" "c" { name = "tf-c" }
resource "aws_iam_role" "r" {
  name               = "tf-exec"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}
resource "aws_ecs_task_definition" "t" {
  family                   = "tf"
  cpu                      = 256
  memory                   = 512
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  execution_role_arn       = aws_iam_role.r.arn
  container_definitions    = jsonencode([{ name = "app", image = "x/app:1", essential = true, portMappings = [{ containerPort = 8080, protocol = "tcp" }] }])
}
resource "aws_ecs_service" "s" {
  name            = "tf-s"
  cluster         = aws_ecs_cluster.c.arn
  task_definition = aws_ecs_task_definition.t.arn
  desired_count   = 2
  launch_type     = "FARGATE"
  network_configuration {
    subnets         = aws_subnet.s[*].id
    security_groups = [aws_security_group.sg.id]
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.tg.arn
    container_name   = "app"
    container_port   = 8080
  }
  depends_on = [aws_lb_listener.l]
}
resource "aws_appautoscaling_target" "t" {
  service_namespace  = "ecs"
  resource_id        = "service/tf-c/${aws_ecs_service.s.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 2
  max_capacity       = 4
}
resource "aws_appautoscaling_policy" "p" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = "ecs"
  resource_id        = aws_appautoscaling_target.t.resource_id
  scalable_dimension = "ecs:service:DesiredCount"
  target_tracking_scaling_policy_configuration {
    target_value = 60
    predefined_metric_specification { predefined_metric_type = "ECSServiceAverageCPUUtilization" }
  }
}
resource "aws_appautoscaling_scheduled_action" "n" {
  name               = "night"
  service_namespace  = "ecs"
  resource_id        = aws_appautoscaling_target.t.resource_id
  scalable_dimension = "ecs:service:DesiredCount"
  schedule           = "cron(0 22 * * ? *)"
  scalable_target_action {
    min_capacity = 1
    max_capacity = 2
  }
}
resource "aws_sns_topic" "t" { name = "tf-topic" }
resource "aws_sns_topic_subscription" "s" {
  topic_arn = aws_sns_topic.t.arn
  protocol  = "sqs"
  endpoint  = "arn:aws:sqs:us-east-1:123456789012:q"
}
resource "aws_acm_certificate" "c" {
  domain_name       = "a.example.com"
  validation_method = "DNS"
}
resource "aws_route53_zone" "z" { name = "example.com" }
resource "aws_route53_record" "r" {
  zone_id = aws_route53_zone.z.zone_id
  name    = "b.example.com"
  type    = "CNAME"
  ttl     = 60
  records = ["c.example.com"]
}
resource "aws_db_subnet_group" "d" {
  name       = "tf-db"
  subnet_ids = aws_subnet.s[*].id
}
resource "aws_db_instance" "d" {
  identifier             = "tf-db"
  engine                 = "postgres"
  engine_version         = "15"
  instance_class         = "db.t4g.micro"
  allocated_storage      = 20
  username               = "kinexus"
  password               = "longenough1"
  db_subnet_group_name   = aws_db_subnet_group.d.name
  skip_final_snapshot    = true
  vpc_security_group_ids = [aws_security_group.sg.id]
}
resource "aws_elasticache_subnet_group" "c" {
  name       = "tf-cache"
  subnet_ids = aws_subnet.s[*].id
}
resource "aws_elasticache_replication_group" "c" {
  replication_group_id = "tf-cache"
  description          = "tf"
  engine               = "redis"
  engine_version       = "7.0"
  node_type            = "cache.t4g.micro"
  num_cache_clusters   = 1
  subnet_group_name    = aws_elasticache_subnet_group.c.name
}
resource "aws_s3_bucket" "b" { bucket = "tf-bucket-x" }
resource "aws_s3_bucket_public_access_block" "b" {
  bucket                  = aws_s3_bucket.b.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket_lifecycle_configuration" "b" {
  bucket = aws_s3_bucket.b.id
  rule {
    id     = "old"
    status = "Enabled"
    filter { prefix = "a/" }
    expiration { days = 30 }
  }
}
resource "aws_s3_object" "o" {
  bucket  = aws_s3_bucket.b.id
  key     = "a/b.txt"
  content = "hello"
}
