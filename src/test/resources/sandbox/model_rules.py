"""Writes sandbox/input/<service>.model: what AWS's published service models demand of requests, and
sandbox/door/rest-json.codes: the HTTP status of success where it is not 200.

    python3 src/test/resources/sandbox/model_rules.py src/main/resources/io/kinexus/operator/sandbox

The models are those that come with botocore; run it again with a newer one for actions that are newer than these files.
Enumerations are not written: the SDK knows them. The form is told by sandbox.input.ServiceModel.
"""

import re
import sys
from pathlib import Path

import botocore
import botocore.loaders

# As AWS names the model, and as the Java SDK names its package.
SERVICES = {
    "acm": "acm",
    "apigatewayv2": "apigatewayv2",
    "application-autoscaling": "applicationautoscaling",
    "backup": "backup",
    "cloudwatch": "cloudwatch",
    "dynamodb": "dynamodb",
    "ec2": "ec2",
    "ecr": "ecr",
    "ecs": "ecs",
    "elasticache": "elasticache",
    "elbv2": "elasticloadbalancingv2",
    "events": "eventbridge",
    "iam": "iam",
    "kms": "kms",
    "lambda": "lambda",
    "logs": "cloudwatchlogs",
    "rds": "rds",
    "resourcegroupstaggingapi": "resourcegroupstaggingapi",
    "route53": "route53",
    "s3": "s3",
    "scheduler": "scheduler",
    "secretsmanager": "secretsmanager",
    "sns": "sns",
    "sqs": "sqs",
    "sts": "sts",
}
ANY = (".*", r"[\S\s]*", r"[\s\S]*")
# Route 53's ids come with /hostedzone/ before them too, which AWS's clients cut off and its limit does not count.
UNMEASURED = ("ResourceId",)


class Model:
    def __init__(self, service):
        model = botocore.loaders.Loader().load_service_model(service, "service-2")
        self.shapes = model["shapes"]
        self.operations = model["operations"]
        self.protocol = model["metadata"]["protocol"]
        self.lines = {}

    def codes(self):
        all = [(name, op["http"].get("responseCode", 200)) for name, op in sorted(self.operations.items())]
        return [(name, code) for name, code in all if code != 200]

    def text(self):
        actions = {name: op["input"]["shape"] for name, op in sorted(self.operations.items()) if "input" in op}
        ruled = {name: shape for name, shape in actions.items() if self.structure(shape)}
        reached = set()
        for shape in ruled.values():
            self.reach(shape, reached)
        blocks = [(name, self.lines[shape]) for name, shape in ruled.items()]
        blocks += [(f"structure {name}", self.lines[name]) for name in sorted(reached - set(ruled.values()))]
        return "".join("\n".join([head, *("  " + line for line in lines)]) + "\n" for head, lines in blocks)

    def reach(self, name, reached):
        if name not in reached:
            reached.add(name)
            for line in self.lines[name]:
                for below in re.findall(r" = (\w+)", line):
                    self.reach(below, reached)

    def structure(self, name):
        """Whether anything is demanded of it; one that holds itself is."""
        if name not in self.lines:
            self.lines[name] = [name]
            shape = self.shapes[name]
            required = shape.get("required", [])
            self.lines[name] = [
                line
                for member, ref in shape["members"].items()
                for line in self.member(member, ref, member in required and not ref.get("idempotencyToken"))
            ]
        return bool(self.lines[name])

    def member(self, path, ref, required=False):
        shape = self.shapes[ref["shape"]]
        kind = shape["type"]
        words = ["required"] if required and not shape.get("idempotencyToken") else []
        if kind == "structure" and self.structure(ref["shape"]):
            words.append("= " + ref["shape"])
        if kind != "blob" and ref["shape"] not in UNMEASURED:
            words += self.bounds(shape)
        pattern = shape.get("pattern")
        if kind == "string" and pattern and "enum" not in shape and pattern not in ANY:
            words.append("~ " + pattern)
        lines = [" ".join([path, *words])] if words else []
        if kind == "list":
            lines += self.member(path + "[]", shape["member"])
        if kind == "map":
            lines += self.member(path + "{key}", shape["key"]) + self.member(path + "{}", shape["value"])
        return lines

    @staticmethod
    def bounds(shape):
        least, most = shape.get("min"), shape.get("max")
        number = shape["type"] in ("integer", "long", "float", "double")
        if most is None and (least is None or least == 0 and not number):
            return []
        return ["..".join("" if bound is None else str(int(bound) if float(bound).is_integer() else bound) for bound in (least, most))]


def main(folder):
    written = f"as of botocore {botocore.__version__}; written by model_rules.py\n"
    codes = "# HTTP status of success, from AWS's service models, " + written
    for service, package in SERVICES.items():
        model = Model(service)
        (Path(folder) / "input" / f"{package}.model").write_text(f"# AWS's service model, {written}" + model.text())
        if model.protocol == "rest-json":
            codes += "".join(f"{package} {name} {code}\n" for name, code in model.codes())
    (Path(folder) / "door" / "rest-json.codes").write_text(codes)


main(sys.argv[1])
