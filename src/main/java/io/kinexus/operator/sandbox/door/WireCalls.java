package io.kinexus.operator.sandbox.door;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.LostReply;
import io.kinexus.operator.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.utils.Lazy;

/** Finds out what a request asks of which service in which protocol, and answers it from the sandbox. */
final class WireCalls {
    private static final System.Logger LOG = System.getLogger(WireCalls.class.getName());
    private static final int NOT_IMPLEMENTED = 501;
    private static final int SERVER_ERROR = 500;
    private static final long PATIENCE_SECONDS = 60;

    private final Sandbox sandbox;
    private final WireForm json = new JsonForm();
    private final WireForm query = new QueryForm();
    private final WireForm ec2 = new Ec2Form();
    private final WireForm cbor = new CborForm();
    private final Map<WireService, Lazy<RestForm>> rest = Map.of(
            WireService.S3, xml(WireService.S3, S3Client.class, "http://s3.amazonaws.com/doc/2006-03-01/"),
            WireService.ROUTE53,
                    xml(WireService.ROUTE53, Route53Client.class, "https://route53.amazonaws.com/doc/2013-04-01/"),
            WireService.LAMBDA, json(WireService.LAMBDA, LambdaClient.class),
            WireService.APIGATEWAYV2, json(WireService.APIGATEWAYV2, ApiGatewayV2Client.class),
            WireService.BACKUP, json(WireService.BACKUP, BackupClient.class),
            WireService.SCHEDULER, json(WireService.SCHEDULER, SchedulerClient.class));

    WireCalls(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** A service's routes are read from its client's class when it is first called. */
    private static Lazy<RestForm> xml(WireService service, Class<?> client, String namespace) {
        return new Lazy<>(() -> new RestXmlForm(service, client, namespace));
    }

    private static Lazy<RestForm> json(WireService service, Class<?> client) {
        return new Lazy<>(() -> new RestJsonForm(service, client));
    }

    Reply answer(Inbound plain) {
        String id = UUID.randomUUID().toString();
        return answer(plain, id).with("x-amzn-RequestId", id).with("x-amz-request-id", id);
    }

    private Reply answer(Inbound plain, String id) {
        Credential who = Credential.of(plain);
        Optional<WireService> service =
                who.service().isPresent() ? who.service().flatMap(WireService::signedAs) : Optional.of(unsigned(plain));
        Inbound request = service.equals(Optional.of(WireService.S3)) ? VirtualHost.inPath(plain) : plain;
        WireForm form = form(service, request);
        try {
            Operation operation = operation(
                    form,
                    service.orElseThrow(() -> unknown("service " + who.service().orElse("without a name"))),
                    request);
            AwsRequest read = form.read(Bodies.decoded(request, operation.service()), operation);
            return form.write(operation, answer(who, read), id);
        } catch (AwsFault fault) {
            return form.fault(fault, id);
        } catch (LostReply lost) {
            throw lost;
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "the sandbox failed", bug);
            return form.fault(new AwsFault("InternalFailure", SERVER_ERROR, "the sandbox failed: " + bug), id);
        }
    }

    /** A call that is held keeps its connection until the service goes on, as long as clients usually wait. */
    private AwsResponse answer(Credential who, AwsRequest request) {
        try {
            return sandbox.call(who.account(), who.region(), request);
        } catch (LostReply lost) {
            return late(lost.late().orElseThrow(() -> lost), lost);
        }
    }

    private static AwsResponse late(CompletableFuture<AwsResponse> answer, LostReply lost) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw lost;
        } catch (TimeoutException e) {
            throw lost;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof AwsFault fault ? fault : new IllegalStateException(e.getCause());
        }
    }

    /** Only these need no signature: a token in place of one, or a public object. */
    private static WireService unsigned(Inbound request) {
        return request.text().contains("Action=AssumeRoleWith") ? WireService.STS : WireService.S3;
    }

    private WireForm form(Optional<WireService> service, Inbound request) {
        if (CborForm.operation(request).isPresent()) {
            return cbor;
        }
        Optional<Lazy<RestForm>> byRoute = service.flatMap(known -> Optional.ofNullable(rest.get(known)));
        if (byRoute.isPresent()) {
            return byRoute.get().getValue();
        }
        if (request.header("x-amz-target").isPresent()) {
            return json;
        }
        if (service.isEmpty() && !request.text().contains("Action=")) {
            return json;
        }
        return switch (service.map(WireService::protocol).orElse(WireService.Protocol.QUERY)) {
            case EC2 -> ec2;
            case JSON -> json;
            default -> query;
        };
    }

    private static Operation operation(WireForm form, WireService service, Inbound request) {
        if (form instanceof RestForm byRoute) {
            return byRoute.operation(request)
                    .orElseThrow(() -> unknown(service.signingName() + ": " + request.method() + " " + request.path()));
        }
        String name = CborForm.operation(request)
                .or(() -> request.header("x-amz-target").map(target -> target.substring(target.lastIndexOf('.') + 1)))
                .orElseGet(() -> Inbound.pairs(request.text())
                        .getOrDefault("Action", List.of(""))
                        .get(0));
        return Operation.of(service, name).orElseThrow(() -> unknown(service.signingName() + ":" + name));
    }

    private static AwsFault unknown(String what) {
        return new AwsFault("NotImplemented", NOT_IMPLEMENTED, "the sandbox does not know " + what);
    }
}
