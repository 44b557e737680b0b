package io.kinexus.operator.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.rds.RdsClient;

/** Everything that AWS accepts first and goes on with afterwards can fail afterwards. */
class AsyncFailTest {
    private final Sandbox sandbox = new Sandbox(SandboxScript.plain());
    private String vpc = "";
    private List<String> subnets = List.of();

    @BeforeEach
    void network() {
        vpc = ec2().createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        subnets = List.of(subnet("10.0.0.0/24", "us-east-1a"), subnet("10.0.1.0/24", "us-east-1b"));
        ec2().attachInternetGateway(r -> r.vpcId(vpc)
                .internetGatewayId(
                        ec2().createInternetGateway().internetGateway().internetGatewayId()));
        client(EcsClient.class).createCluster(r -> r.clusterName("main"));
    }

    @ParameterizedTest
    @CsvSource({
        "ec2, CreateVpcEndpoint, failed",
        "ec2, CreateNatGateway, failed",
        "rds, CreateDBInstance, failed",
        "elasticache, CreateReplicationGroup, create-failed",
        "elbv2, CreateLoadBalancer, failed",
        "acm, RequestCertificate, FAILED",
        "ecs, RunTask, TaskFailedToStart",
        "ecs, CreateService, FAILED",
        "ecs, UpdateService, FAILED",
    })
    void whatWasAcceptedFailsAMomentLaterAndStaysFailed(String service, String action, String state) {
        Supplier<String> seen = begin(action);
        assertThat(seen.get()).as("accepted").isNotEqualTo(state);
        if (action.equals("UpdateService")) {
            sandbox.advance(Duration.ofMinutes(5));
        }
        set(service, action);
        Supplier<String> failing = again(action, seen);
        sandbox.advance(Duration.ofSeconds(11));
        assertThat(failing.get()).isEqualTo(state);
        sandbox.advance(Duration.ofMinutes(20));
        assertThat(failing.get()).isEqualTo(state);
    }

    @Test
    void everyActionOfTheGrammarHasItsTest() {
        assertThat(Fault.ASYNCHRONOUS.values().stream()
                        .mapToInt(java.util.Set::size)
                        .sum())
                .isEqualTo(9);
    }

    /** The first one of an action, made in fair weather, shows that it would have gone well. */
    private Supplier<String> again(String action, Supplier<String> before) {
        if (action.equals("UpdateService")) {
            client(EcsClient.class)
                    .updateService(r -> r.cluster("main").service("web-1").forceNewDeployment(true));
            return before;
        }
        return begin(action);
    }

    private int number;

    private Supplier<String> begin(String action) {
        String name = "web-" + ++number;
        return switch (action) {
            case "CreateVpcEndpoint" -> endpoint();
            case "CreateNatGateway" -> gateway();
            case "CreateDBInstance" -> database(name);
            case "CreateReplicationGroup" -> cache(name);
            case "CreateLoadBalancer" -> balancer(name);
            case "RequestCertificate" -> certificate(name);
            case "RunTask" -> task();
            default -> service(name);
        };
    }

    private Supplier<String> endpoint() {
        String id = ec2().createVpcEndpoint(r -> r.vpcId(vpc)
                        .serviceName("com.amazonaws.us-east-1.ecs")
                        .vpcEndpointType("Interface")
                        .subnetIds(subnets))
                .vpcEndpoint()
                .vpcEndpointId();
        return () -> ec2().describeVpcEndpoints(r -> r.vpcEndpointIds(id))
                .vpcEndpoints()
                .get(0)
                .stateAsString();
    }

    private Supplier<String> gateway() {
        String address = ec2().allocateAddress().allocationId();
        String id = ec2().createNatGateway(r -> r.subnetId(subnets.get(0)).allocationId(address))
                .natGateway()
                .natGatewayId();
        return () -> {
            NatGateway live = ec2().describeNatGateways(r -> r.natGatewayIds(id))
                    .natGateways()
                    .get(0);
            if (live.stateAsString().equals("failed")) {
                assertThat(live.failureCode()).isEqualTo("InternalError");
                assertThat(ec2().describeAddresses(r -> r.allocationIds(address))
                                .addresses()
                                .get(0)
                                .associationId())
                        .as("its address is free again")
                        .isNull();
            }
            return live.stateAsString();
        };
    }

    private Supplier<String> database(String name) {
        RdsClient rds = client(RdsClient.class);
        if (number == 1) {
            rds.createDBSubnetGroup(r ->
                    r.dbSubnetGroupName("main").dbSubnetGroupDescription("main").subnetIds(subnets));
        }
        rds.createDBInstance(r -> r.dbInstanceIdentifier(name)
                .dbInstanceClass("db.t4g.micro")
                .engine("postgres")
                .allocatedStorage(20)
                .masterUsername("kinexus")
                .masterUserPassword("not-a-secret")
                .dbSubnetGroupName("main"));
        return () -> rds.describeDBInstances(r -> r.dbInstanceIdentifier(name))
                .dbInstances()
                .get(0)
                .dbInstanceStatus();
    }

    private Supplier<String> cache(String name) {
        ElastiCacheClient elastiCache = client(ElastiCacheClient.class);
        if (number == 1) {
            elastiCache.createCacheSubnetGroup(r -> r.cacheSubnetGroupName("main")
                    .cacheSubnetGroupDescription("main")
                    .subnetIds(subnets));
        }
        elastiCache.createReplicationGroup(r -> r.replicationGroupId(name)
                .replicationGroupDescription(name)
                .cacheNodeType("cache.t4g.micro")
                .cacheSubnetGroupName("main"));
        return () -> elastiCache
                .describeReplicationGroups(r -> r.replicationGroupId(name))
                .replicationGroups()
                .get(0)
                .status();
    }

    private Supplier<String> balancer(String name) {
        ElasticLoadBalancingV2Client elb = client(ElasticLoadBalancingV2Client.class);
        elb.createLoadBalancer(r -> r.name(name).subnets(subnets));
        return () -> elb.describeLoadBalancers(r -> r.names(name))
                .loadBalancers()
                .get(0)
                .state()
                .codeAsString();
    }

    private Supplier<String> certificate(String name) {
        AcmClient acm = client(AcmClient.class);
        String arn = acm.requestCertificate(
                        r -> r.domainName(name + ".example.com").validationMethod("DNS"))
                .certificateArn();
        return () -> acm.describeCertificate(r -> r.certificateArn(arn))
                .certificate()
                .statusAsString();
    }

    private Supplier<String> task() {
        EcsClient ecs = client(EcsClient.class);
        String arn = ecs.runTask(r -> r.cluster("main")
                        .launchType("FARGATE")
                        .taskDefinition(definition())
                        .networkConfiguration(placed()))
                .tasks()
                .get(0)
                .taskArn();
        return () -> String.valueOf(ecs.describeTasks(r -> r.cluster("main").tasks(arn))
                .tasks()
                .get(0)
                .stopCodeAsString());
    }

    private Supplier<String> service(String name) {
        EcsClient ecs = client(EcsClient.class);
        String definition = definition();
        ecs.createService(r -> r.cluster("main")
                .serviceName(name)
                .desiredCount(1)
                .launchType("FARGATE")
                .taskDefinition(definition)
                .networkConfiguration(placed()));
        return () -> ecs.describeServices(r -> r.cluster("main").services(name))
                .services()
                .get(0)
                .deployments()
                .get(0)
                .rolloutStateAsString();
    }

    private String definition() {
        return client(EcsClient.class)
                .registerTaskDefinition(r -> r.family("app")
                        .networkMode("awsvpc")
                        .requiresCompatibilitiesWithStrings("FARGATE")
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image("repo/app:1")
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    private NetworkConfiguration placed() {
        return NetworkConfiguration.builder()
                .awsvpcConfiguration(v -> v.subnets(subnets))
                .build();
    }

    private String subnet(String block, String zone) {
        return ec2().createSubnet(r -> r.vpcId(vpc).cidrBlock(block).availabilityZone(zone))
                .subnet()
                .subnetId();
    }

    private void set(String service, String action) {
        Trouble.of(
                        "faults",
                        List.of(Map.of("fault", "async-fail", "service", service, "action", action, "seconds", 10)),
                        1)
                .on(sandbox);
    }

    private Ec2Client ec2() {
        return client(Ec2Client.class);
    }

    private <C> C client(Class<C> type) {
        return new InProcessDoor(sandbox).client(type, "123456789012", "us-east-1");
    }
}
