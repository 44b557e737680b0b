package io.kinexus.operator.sandbox.rds;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.CreateDbProxyRequest;
import software.amazon.awssdk.services.rds.model.CreateDbProxyResponse;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.DBProxyStatus;
import software.amazon.awssdk.services.rds.model.DBProxyTarget;
import software.amazon.awssdk.services.rds.model.DeleteDbProxyRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbProxyResponse;
import software.amazon.awssdk.services.rds.model.DeregisterDbProxyTargetsRequest;
import software.amazon.awssdk.services.rds.model.DeregisterDbProxyTargetsResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbProxiesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbProxiesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbProxyTargetsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbProxyTargetsResponse;
import software.amazon.awssdk.services.rds.model.ModifyDbProxyRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbProxyResponse;
import software.amazon.awssdk.services.rds.model.RegisterDbProxyTargetsRequest;
import software.amazon.awssdk.services.rds.model.RegisterDbProxyTargetsResponse;
import software.amazon.awssdk.services.rds.model.TargetHealth;
import software.amazon.awssdk.services.rds.model.TargetState;
import software.amazon.awssdk.services.rds.model.TargetType;
import software.amazon.awssdk.services.rds.model.UserAuthConfig;
import software.amazon.awssdk.services.rds.model.UserAuthConfigInfo;

/**
 * RDS Proxies: about three minutes until one is there (a guess from use), then it takes one instance as its target.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html">RDS Proxy</a>
 */
final class Proxies {
    private static final Duration CREATING = Duration.ofMinutes(3);
    private static final Duration DELETING = Duration.ofMinutes(1);
    private static final List<String> FAMILIES = List.of("MYSQL", "POSTGRESQL", "SQLSERVER");
    private static final int IDLE = 1800;

    private final Rds rds;
    private final Map<String, DBProxy> proxies = new TreeMap<>();
    private final Map<String, List<String>> targets = new TreeMap<>();

    Proxies(Rds rds) {
        this.rds = rds;
    }

    void install(Handlers handlers) {
        handlers.on(CreateDbProxyRequest.class, this::create);
        handlers.on(DescribeDbProxiesRequest.class, this::describe);
        handlers.on(ModifyDbProxyRequest.class, this::modify);
        handlers.on(DeleteDbProxyRequest.class, this::delete);
        handlers.on(RegisterDbProxyTargetsRequest.class, this::register);
        handlers.on(DeregisterDbProxyTargetsRequest.class, this::deregister);
        handlers.on(DescribeDbProxyTargetsRequest.class, this::targets);
    }

    private CreateDbProxyResponse create(CreateDbProxyRequest request) {
        String name = Rds.required(request.dbProxyName(), "DBProxyName");
        if (proxies.containsKey(name)) {
            throw AwsFault.badRequest("DBProxyAlreadyExistsFault", "DB Proxy already exists: " + name);
        }
        if (!FAMILIES.contains(request.engineFamilyAsString())) {
            throw Rds.value("Invalid EngineFamily: " + request.engineFamilyAsString());
        }
        DBProxy proxy = DBProxy.builder()
                .dbProxyName(name)
                .dbProxyArn(rds.arn("db-proxy", "prx-" + rds.account.dice().hex(17)))
                .status(DBProxyStatus.CREATING)
                .engineFamily(request.engineFamilyAsString())
                .vpcId(vpc(request.vpcSubnetIds()))
                .vpcSubnetIds(request.vpcSubnetIds())
                .vpcSecurityGroupIds(groups(request.vpcSecurityGroupIds()))
                .auth(auth(request.auth()))
                .roleArn(Rds.required(request.roleArn(), "RoleArn"))
                .endpoint(name + ".proxy-" + rds.account.dice().hex(12) + "." + rds.account.region()
                        + ".rds.amazonaws.com")
                .requireTLS(NewInstance.is(request.requireTLS()))
                .idleClientTimeout(request.idleClientTimeout() == null ? IDLE : request.idleClientTimeout())
                .debugLogging(NewInstance.is(request.debugLogging()))
                .createdDate(rds.account.now())
                .updatedDate(rds.account.now())
                .build();
        proxies.put(name, proxy);
        targets.put(name, new ArrayList<>());
        rds.tags().put(proxy.dbProxyArn(), Rds.tags(request.tags()));
        rds.account.clock().after(CREATING, () -> set(name, b -> b.status(DBProxyStatus.AVAILABLE)));
        return CreateDbProxyResponse.builder().dbProxy(proxy).build();
    }

    private String vpc(List<String> subnets) {
        List<software.amazon.awssdk.services.ec2.model.Subnet> real = subnets.stream()
                .map(id -> rds.ec2()
                        .subnet(id)
                        .orElseThrow(() -> AwsFault.badRequest("InvalidSubnet", "The subnet " + id + " is invalid.")))
                .toList();
        if (real.stream().map(one -> one.availabilityZone()).distinct().count() < 2) {
            throw AwsFault.badRequest("InvalidSubnet", "The subnets must cover at least two Availability Zones.");
        }
        return real.get(0).vpcId();
    }

    private List<String> groups(List<String> ids) {
        ids.stream()
                .filter(id -> rds.ec2().securityGroup(id).isEmpty())
                .findFirst()
                .ifPresent(id -> {
                    throw Rds.value("Invalid security group: " + id);
                });
        return ids;
    }

    private static List<UserAuthConfigInfo> auth(List<UserAuthConfig> asked) {
        return asked.stream()
                .map(one -> UserAuthConfigInfo.builder()
                        .authScheme(one.authScheme())
                        .secretArn(Rds.required(one.secretArn(), "SecretArn"))
                        .iamAuth(one.iamAuth())
                        .build())
                .toList();
    }

    private DescribeDbProxiesResponse describe(DescribeDbProxiesRequest request) {
        List<DBProxy> found =
                request.dbProxyName() == null ? List.copyOf(proxies.values()) : List.of(known(request.dbProxyName()));
        Pages.Page<DBProxy> page = Rds.page(found, request.maxRecords(), request.marker());
        return DescribeDbProxiesResponse.builder()
                .dbProxies(page.items())
                .marker(page.next())
                .build();
    }

    private ModifyDbProxyResponse modify(ModifyDbProxyRequest request) {
        DBProxy proxy = available(request.dbProxyName());
        set(proxy.dbProxyName(), b -> {
            Optional.ofNullable(request.roleArn()).ifPresent(b::roleArn);
            Optional.ofNullable(request.requireTLS()).ifPresent(b::requireTLS);
            Optional.ofNullable(request.idleClientTimeout()).ifPresent(b::idleClientTimeout);
            Optional.ofNullable(request.debugLogging()).ifPresent(b::debugLogging);
            if (request.hasAuth()) {
                b.auth(auth(request.auth()));
            }
            if (request.hasSecurityGroups()) {
                b.vpcSecurityGroupIds(groups(request.securityGroups()));
            }
            return b.updatedDate(rds.account.now());
        });
        return ModifyDbProxyResponse.builder()
                .dbProxy(known(proxy.dbProxyName()))
                .build();
    }

    private DeleteDbProxyResponse delete(DeleteDbProxyRequest request) {
        DBProxy proxy = known(request.dbProxyName());
        if (proxy.status() == DBProxyStatus.DELETING) {
            throw state("DBProxy " + proxy.dbProxyName() + " is being deleted.");
        }
        set(proxy.dbProxyName(), b -> b.status(DBProxyStatus.DELETING));
        rds.account.clock().after(DELETING, () -> {
            proxies.remove(proxy.dbProxyName());
            targets.remove(proxy.dbProxyName());
            rds.tags().forget(proxy.dbProxyArn());
        });
        return DeleteDbProxyResponse.builder()
                .dbProxy(known(proxy.dbProxyName()))
                .build();
    }

    private RegisterDbProxyTargetsResponse register(RegisterDbProxyTargetsRequest request) {
        DBProxy proxy = available(request.dbProxyName());
        for (String id : request.dbInstanceIdentifiers()) {
            StoredInstance one = rds.instance(id);
            if (!one.is(Instances.AVAILABLE)) {
                throw Instances.state("DB instance " + id + " is not available.");
            }
            if (of(proxy).contains(one.id())) {
                throw AwsFault.badRequest(
                        "DBProxyTargetAlreadyRegisteredFault", "Database " + id + " is already registered.");
            }
            of(proxy).add(one.id());
        }
        return RegisterDbProxyTargetsResponse.builder()
                .dbProxyTargets(shown(proxy))
                .build();
    }

    private DeregisterDbProxyTargetsResponse deregister(DeregisterDbProxyTargetsRequest request) {
        of(known(request.dbProxyName())).removeAll(request.dbInstanceIdentifiers());
        return DeregisterDbProxyTargetsResponse.builder().build();
    }

    private DescribeDbProxyTargetsResponse targets(DescribeDbProxyTargetsRequest request) {
        Pages.Page<DBProxyTarget> page =
                Rds.page(shown(known(request.dbProxyName())), request.maxRecords(), request.marker());
        return DescribeDbProxyTargetsResponse.builder()
                .targets(page.items())
                .marker(page.next())
                .build();
    }

    private List<DBProxyTarget> shown(DBProxy proxy) {
        return of(proxy).stream()
                .map(id -> DBProxyTarget.builder()
                        .rdsResourceId(id)
                        .type(TargetType.RDS_INSTANCE)
                        .targetHealth(health(id))
                        .build())
                .toList();
    }

    private TargetHealth health(String id) {
        boolean there = Optional.ofNullable(rds.instances.get(id))
                .filter(one -> one.is(Instances.AVAILABLE) || one.is("backing-up"))
                .isPresent();
        return TargetHealth.builder()
                .state(there ? TargetState.AVAILABLE : TargetState.UNAVAILABLE)
                .reason(there ? null : "UNREACHABLE")
                .description(there ? null : "DBProxy Target unavailable")
                .build();
    }

    private List<String> of(DBProxy proxy) {
        return targets.computeIfAbsent(proxy.dbProxyName(), name -> new ArrayList<>());
    }

    private void set(String name, UnaryOperator<DBProxy.Builder> change) {
        proxies.computeIfPresent(
                name, (key, now) -> change.apply(now.toBuilder()).build());
    }

    private DBProxy available(@Nullable String name) {
        DBProxy proxy = known(name);
        if (proxy.status() != DBProxyStatus.AVAILABLE) {
            throw state("DBProxy " + name + " is not available.");
        }
        return proxy;
    }

    private DBProxy known(@Nullable String name) {
        return Optional.ofNullable(proxies.get(Rds.required(name, "DBProxyName")))
                .orElseThrow(() -> Rds.notFound("DBProxyNotFoundFault", "DB Proxy not found: " + name));
    }

    private static AwsFault state(String message) {
        return AwsFault.badRequest("InvalidDBProxyStateFault", message);
    }
}
