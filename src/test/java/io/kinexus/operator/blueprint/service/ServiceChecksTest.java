package io.kinexus.operator.blueprint.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.support.Written;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceChecksTest {
    private static final String IN = "port: 8000\ningress: {loadBalancer: edge, listener: 80}\n";

    @TempDir
    Path root;

    record Case(String reason, String spec, String path, String says) {
        @Override
        public String toString() {
            return reason;
        }
    }

    static Stream<Case> sizes() {
        return Stream.of(
                new Case("no such CPU", "cpu: 300\nmemory: 512", "cpu", "256, 512, 1024, 2048, 4096, 8192, 16384"),
                new Case("too little memory", "cpu: 1024\nmemory: 1024", "memory", "2048, 3072, 4096"),
                new Case("between the steps", "cpu: 8192\nmemory: 17408", "memory", "16384, 20480"));
    }

    static Stream<Case> traffic() {
        return Stream.of(
                new Case("ingress without a port", "ingress: {loadBalancer: edge, listener: 80}", "port", "ingress"),
                new Case(
                        "no such listener",
                        "port: 8000\ningress: {loadBalancer: edge, listener: 444}",
                        "ingress.listener",
                        "must be one of [80, 8080, 443]"),
                new Case(
                        "a listener that redirects",
                        "port: 8000\ningress: {loadBalancer: edge, listener: 81}",
                        "ingress.listener",
                        "only redirects"),
                new Case("a path from nowhere", IN.replace("80}", "80, path: api}"), "ingress.path", "begin with /"),
                new Case("health without ingress", "port: 8000\nhealth: {path: /h}", "health", "without ingress"),
                new Case("health without a port", "health: {path: /h}", "health", "needs the port"),
                new Case(
                        "an answer slower than the next question",
                        IN + "health: {path: /h, interval: 5s, timeout: 5s}",
                        "health.timeout",
                        "shorter than the interval of 5s"),
                new Case("test with rolling", IN.replace("80}", "80, test: 8080}"), "ingress.test", "blue-green"));
    }

    static Stream<Case> scaling() {
        return Stream.of(
                new Case("min above max", "scaling: {min: 3, max: 2}", "scaling.min", "above max 2"),
                new Case("two who decide", "desiredCount: 2\nscaling: {min: 1, max: 2}", "desiredCount", "scaler"),
                new Case(
                        "requests without ingress",
                        "scaling: {min: 1, max: 2, requestsPerTarget: 100}",
                        "scaling.requestsPerTarget",
                        "needs ingress"),
                new Case(
                        "a schedule that says nothing",
                        "scaling: {min: 1, max: 2, schedules: [{name: night, schedule: rate(1 day)}]}",
                        "scaling.schedules[0]",
                        "min, max or both"),
                new Case(
                        "a time zone that is none",
                        "scaling: {min: 1, max: 2, schedules: [{name: n, schedule: rate(1 day), min: 0, timeZone:"
                                + " Mars}]}",
                        "scaling.schedules[0].timeZone",
                        "Mars"));
    }

    static Stream<Case> rollouts() {
        return Stream.of(
                new Case(
                        "a percent for linear",
                        IN + "rollout: {strategy: linear, percent: 5}",
                        "rollout.percent",
                        "canary"),
                new Case("a step for canary", IN + "rollout: {strategy: canary, step: 25}", "rollout.step", "linear"),
                new Case("a bake for rolling", "rollout: {strategy: rolling, bake: 5m}", "rollout.bake", "blue-green"),
                new Case(
                        "half a minute",
                        IN + "rollout: {strategy: blue-green, bake: 90s}",
                        "rollout.bake",
                        "whole minutes"),
                new Case("canary without ingress", "rollout: {strategy: canary}", "rollout.strategy", "needs ingress"),
                new Case(
                        "all of it as a first step",
                        IN + "rollout: {strategy: canary, percent: 100}",
                        "rollout.percent",
                        "blue-green"),
                new Case(
                        "a step finer than ECS",
                        IN + "rollout: {strategy: linear, step: 12.55}",
                        "rollout.step",
                        "0.1"),
                new Case(
                        "a deadline before the last step",
                        IN + "rollout: {strategy: linear, step: 25, stepBake: 10m, deadline: 30m}",
                        "rollout.deadline",
                        "held for 30m"),
                new Case(
                        "no time for a verdict",
                        IN + "rollout: {strategy: canary, stepBake: 3m, analysis: {metrics: [{name: e, max: 1}]}}",
                        "rollout.stepBake",
                        "at least 4m"),
                new Case(
                        "fewer errors as a mistake",
                        IN + "rollout: {strategy: canary, analysis: {metrics: [{name: e, max: 1, direction: either}]}}",
                        "rollout.analysis.metrics[0].direction",
                        "only increase"),
                new Case(
                        "latency without a limit",
                        IN
                                + "rollout: {strategy: canary, analysis: {metrics: [{name: latency-p99, against:"
                                + " baseline}]}}",
                        "rollout.analysis.metrics[0].maxMs",
                        "how long"),
                new Case("finer than ECS", IN + "rollout: {strategy: canary, percent: 0.25}", "rollout.percent", "0.1"),
                new Case(
                        "an envelope without room",
                        "desiredCount: 3\nrollout: {strategy: rolling, maximumPercent: 125}",
                        "rollout.maximumPercent",
                        "with 3 tasks"));
    }

    static Stream<Case> values() {
        return Stream.of(
                new Case(
                        "a variable with two sources",
                        "environment: {A: b}\nsecrets: {A: {secret: key}}",
                        "secrets.A",
                        "one source"),
                new Case("a key of one text", "secrets: {A: {secret: key, key: url}}", "secrets.A.key", "without keys"),
                new Case(
                        "a key that is never there",
                        "secrets: {A: {secret: login, key: url}}",
                        "secrets.A.key",
                        "[username, password]"),
                new Case(
                        "a value that a bucket has not",
                        "environment: {A: {from: bucket/files, value: host}}",
                        "environment.A",
                        "[arn, name]"),
                new Case(
                        "no IAM action",
                        "permissions: [{actions: [read], on: bucket/files}]",
                        "permissions[0].actions[0]",
                        "s3:GetObject"),
                new Case("days that CloudWatch has not", "logRetention: 31d", "logRetention", "30"));
    }

    static Stream<Case> all() {
        return Stream.of(sizes(), traffic(), scaling(), rollouts(), values()).flatMap(cases -> cases);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void aMistakeIsFoundWhereItStands(Case it) {
        Written written = new Written(root)
                .document("Secret", "key", "generate: {length: 32}")
                .document("Secret", "login", "generate: {username: me}")
                .document("Bucket", "files", "versioned: false")
                .service("app", it.spec());
        assertThat(written.problems())
                .anySatisfy(line ->
                        assertThat(line).startsWith("spec." + it.path() + ":").contains(it.says()));
    }
}
