"""What boto3 writes into the sandbox it reads back. Prints one line of JSON; fails where a call fails."""
import json
import boto3
from botocore.exceptions import ClientError


def code(call):
    try:
        call()
    except ClientError as error:
        return error.response["Error"]["Code"]
    return "no error"


trust = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}
found = {}

logs = boto3.client("logs")
logs.create_log_group(logGroupName="/boto3", tags={"a": "b"})
found["logs"] = [g["logGroupName"] for g in logs.describe_log_groups()["logGroups"]]
found["logs again"] = code(lambda: logs.create_log_group(logGroupName="/boto3"))

tagging = boto3.client("resourcegroupstaggingapi")
found["tags"] = [r["Tags"] for r in tagging.get_resources(TagFilters=[{"Key": "a"}])["ResourceTagMappingList"]]

iam = boto3.client("iam")
iam.create_role(RoleName="boto3", AssumeRolePolicyDocument=json.dumps(trust))
found["trust"] = iam.get_role(RoleName="boto3")["Role"]["AssumeRolePolicyDocument"] == trust
found["no role"] = code(lambda: iam.get_role(RoleName="none"))

sts = boto3.client("sts")
found["account"] = sts.get_caller_identity()["Account"]
other = sts.assume_role(RoleArn="arn:aws:iam::210987654321:role/x", RoleSessionName="me")["Credentials"]
found["other account"] = boto3.client(
    "sts", aws_access_key_id=other["AccessKeyId"], aws_secret_access_key="x"
).get_caller_identity()["Account"]

ec2 = boto3.client("ec2")
vpc = ec2.create_vpc(
    CidrBlock="10.1.0.0/16", TagSpecifications=[{"ResourceType": "vpc", "Tags": [{"Key": "Name", "Value": "main"}]}]
)["Vpc"]["VpcId"]
found["vpc"] = [
    v["CidrBlock"] for v in ec2.describe_vpcs(Filters=[{"Name": "tag:Name", "Values": ["main"]}])["Vpcs"]
]
group = ec2.create_security_group(GroupName="g", Description="d", VpcId=vpc)["GroupId"]
ec2.authorize_security_group_ingress(
    GroupId=group,
    IpPermissions=[
        {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
    ],
)
found["rule"] = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissions"][0]["ToPort"]
found["no vpc"] = code(lambda: ec2.describe_vpcs(VpcIds=["vpc-00000000"]))

watch = boto3.client("cloudwatch")
watch.put_metric_alarm(
    AlarmName="a",
    MetricName="m",
    Namespace="n",
    Statistic="Average",
    Period=60,
    EvaluationPeriods=1,
    Threshold=1.5,
    ComparisonOperator="GreaterThanThreshold",
)
found["alarm"] = [(a["AlarmName"], a["Threshold"]) for a in watch.describe_alarms()["MetricAlarms"]]

ecs = boto3.client("ecs")
ecs.create_cluster(clusterName="c")
found["clusters"] = [c["clusterName"] for c in ecs.describe_clusters(clusters=["c"])["clusters"]]
found["no cluster"] = code(lambda: ecs.list_services(cluster="none"))

sqs = boto3.client("sqs")
url = sqs.create_queue(QueueName="q")["QueueUrl"]
sqs.send_message(QueueUrl=url, MessageBody="hello")
found["message"] = sqs.receive_message(QueueUrl=url)["Messages"][0]["Body"]
found["no queue"] = code(lambda: sqs.get_queue_url(QueueName="none"))

s3 = boto3.client("s3")
s3.create_bucket(Bucket="boto3-code")
s3.put_object(Bucket="boto3-code", Key="f.zip", Body=b"code")
trust["Statement"][0]["Principal"]["Service"] = "lambda.amazonaws.com"
role = iam.create_role(RoleName="boto3-f", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
lam = boto3.client("lambda")
function = dict(Runtime="python3.12", Handler="a.b", Role=role, Publish=True)
code_object = {"S3Bucket": "boto3-code", "S3Key": "f.zip"}
made = lam.create_function(FunctionName="f", Code=code_object, Tags={"a": "b"}, **function)
found["function"] = [made["State"], made["Version"], made["ResponseMetadata"]["HTTPStatusCode"]]
found["no code"] = code(lambda: lam.create_function(FunctionName="g", Code={**code_object, "S3Key": "g"}, **function))
lam.get_waiter("function_active_v2").wait(FunctionName="f")
found["echo"] = json.loads(lam.invoke(FunctionName="f", Payload=b'{"a": 1}')["Payload"].read())["body"]
found["function tags"] = lam.list_tags(Resource=made["FunctionArn"].rsplit(":", 1)[0])["Tags"]
found["gone"] = lam.delete_function(FunctionName="f")["ResponseMetadata"]["HTTPStatusCode"]
found["no function"] = code(lambda: lam.get_function(FunctionName="f"))

print(json.dumps(found))
