package io.kinexus.operator.sandbox.door;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Content;
import io.kinexus.operator.sandbox.LostReply;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.ec2.DirectEc2Client;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** The SDK's client interfaces, answered by the sandbox without a wire between. */
public final class InProcessDoor {
    private final Sandbox sandbox;
    private final Consumer<AwsRequest> before;

    public InProcessDoor(Sandbox sandbox) {
        this(sandbox, request -> {});
    }

    /** @param before sees every request before the sandbox does, as an interceptor of the SDK would, and may throw */
    public InProcessDoor(Sandbox sandbox, Consumer<AwsRequest> before) {
        this.sandbox = sandbox;
        this.before = before;
    }

    /** A client of one service in one account and region; paginators and consumer forms work as usual. */
    public <C> C client(Class<C> service, String account, String region) {
        if (service == Ec2Client.class) {
            return service.cast(new DirectEc2Client(request -> direct(request, account, region)));
        }
        InvocationHandler handler = (proxy, method, arguments) ->
                answer(proxy, method, arguments == null ? new Object[0] : arguments, account, region);
        return service.cast(Proxy.newProxyInstance(service.getClassLoader(), new Class<?>[] {service}, handler));
    }

    /** What the SDK would stream beside the request. */
    private static AwsRequest withBody(AwsRequest request, Object[] arguments) throws IOException {
        if (arguments.length < 2 || !(arguments[1] instanceof RequestBody body)) {
            return request;
        }
        try (InputStream content = body.contentStreamProvider().newStream()) {
            return Content.with(request, SdkBytes.fromInputStream(content));
        }
    }

    private AwsResponse direct(AwsRequest request, String account, String region) {
        before.accept(request);
        try {
            return sandbox.call(account, region, request);
        } catch (AwsFault fault) {
            throw filled(Ec2Exception.builder(), fault);
        } catch (LostReply lost) {
            throw lost(lost);
        }
    }

    private static SdkClientException lost(LostReply lost) {
        return SdkClientException.create("Unable to execute HTTP request: " + lost.getMessage(), lost);
    }

    private @Nullable Object answer(Object proxy, Method method, Object[] arguments, String account, String region)
            throws Throwable {
        if (arguments.length > 0
                && arguments[0] instanceof AwsRequest request
                && !method.getName().endsWith("Paginator")) {
            before.accept(request);
            try {
                return sandbox.call(account, region, withBody(request, arguments));
            } catch (AwsFault fault) {
                throw exception(method, fault);
            } catch (LostReply lost) {
                throw lost(lost);
            }
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return switch (method.getName()) {
            case "close" -> null;
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> method.getDeclaringClass().getSimpleName() + " of the sandbox";
        };
    }

    /** The exception that the SDK would throw for this code: the modelled one where there is one. */
    private static AwsServiceException exception(Method method, AwsFault fault) throws ReflectiveOperationException {
        Class<?> type = Arrays.stream(method.getExceptionTypes())
                .filter(AwsServiceException.class::isAssignableFrom)
                .max(Comparator.comparingInt(candidate -> rank(candidate, fault.code())))
                .orElse(AwsServiceException.class);
        return filled((AwsServiceException.Builder) type.getMethod("builder").invoke(null), fault);
    }

    private static AwsServiceException filled(AwsServiceException.Builder builder, AwsFault fault) {
        return builder.message(fault.text())
                .statusCode(fault.status())
                .requestId("sandbox")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(fault.code())
                        .errorMessage(fault.text())
                        .serviceName("sandbox")
                        .build())
                .build();
    }

    private static int rank(Class<?> candidate, String code) {
        String name = candidate.getSimpleName();
        if (name.equals(code) || name.equals(code + "Exception")) {
            return 2;
        }
        return candidate.getSuperclass() == AwsServiceException.class ? 1 : 0;
    }
}
