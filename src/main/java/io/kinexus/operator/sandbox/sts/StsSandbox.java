package io.kinexus.operator.sandbox.sts;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.SandboxService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;

/**
 * Security tokens. A key that is given out here carries the digits of its role's account ({@code ASIA}, twelve digits, four
 * more), so that the HTTP door knows the account without asking. Roles need not exist and trust is not checked: the sandbox
 * enforces no permissions.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
@AutoService(SandboxService.class)
public final class StsSandbox implements SandboxService {
    private static final Pattern ROLE = Pattern.compile("arn:aws:iam::(\\d{12}):role/(?:.*/)?([\\w+=,.@-]+)");
    private static final int HOUR = 3600;
    private static final int LEAST = 900;
    private static final int MOST = 43_200;
    private static final int SUFFIX = 4;
    private static final int SECRET = 40;
    private static final int TOKEN = 64;
    private static final Pattern KEY = Pattern.compile("(?:ASIA)?(\\d{12})(?:[0-9A-F]{" + SUFFIX + "})?");

    private final List<String> sessions = new ArrayList<>();
    private Optional<Account> home = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        home = Optional.of(account);
        handlers.on(GetCallerIdentityRequest.class, this::identity);
        handlers.on(GetAccessKeyInfoRequest.class, this::keyInfo);
        handlers.on(GetSessionTokenRequest.class, request -> GetSessionTokenResponse.builder()
                .credentials(credentials(account().id(), request.durationSeconds()))
                .build());
        handlers.on(AssumeRoleRequest.class, this::assume);
        handlers.on(AssumeRoleWithWebIdentityRequest.class, this::assumeByToken);
    }

    @Override
    public Object state() {
        return List.copyOf(sessions);
    }

    private GetCallerIdentityResponse identity(GetCallerIdentityRequest request) {
        return GetCallerIdentityResponse.builder()
                .account(account().id())
                .userId("AIDASANDBOX")
                .arn("arn:aws:iam::" + account().id() + ":user/sandbox")
                .build();
    }

    /** An access key of twelve digits is the account's; one that was given out carries it behind its first four letters. */
    private GetAccessKeyInfoResponse keyInfo(GetAccessKeyInfoRequest request) {
        Matcher key = KEY.matcher(String.valueOf(request.accessKeyId()));
        return GetAccessKeyInfoResponse.builder()
                .account(key.matches() ? key.group(1) : account().id())
                .build();
    }

    private AssumeRoleResponse assume(AssumeRoleRequest request) {
        Matcher role = role(request.roleArn(), request.roleSessionName());
        return AssumeRoleResponse.builder()
                .credentials(credentials(role.group(1), request.durationSeconds()))
                .assumedRoleUser(user(role, request.roleSessionName()))
                .build();
    }

    private AssumeRoleWithWebIdentityResponse assumeByToken(AssumeRoleWithWebIdentityRequest request) {
        if (request.webIdentityToken() == null || request.webIdentityToken().isEmpty()) {
            throw AwsFault.badRequest("InvalidIdentityToken", "No token was given.");
        }
        Matcher role = role(request.roleArn(), request.roleSessionName());
        return AssumeRoleWithWebIdentityResponse.builder()
                .credentials(credentials(role.group(1), request.durationSeconds()))
                .assumedRoleUser(user(role, request.roleSessionName()))
                .build();
    }

    private static Matcher role(@Nullable String arn, @Nullable String session) {
        Matcher role = ROLE.matcher(String.valueOf(arn));
        if (!role.matches()) {
            throw AwsFault.badRequest("ValidationError", arn + " is invalid");
        }
        if (session == null || !session.matches("[\\w+=,.@-]{2,64}")) {
            throw AwsFault.badRequest("ValidationError", "The value of roleSessionName is invalid: " + session);
        }
        return role;
    }

    private Credentials credentials(String account, @Nullable Integer seconds) {
        int lasting = seconds == null ? HOUR : seconds;
        if (lasting < LEAST || lasting > MOST) {
            throw AwsFault.badRequest(
                    "ValidationError",
                    "durationSeconds must be between " + LEAST + " and " + MOST + ", got " + lasting);
        }
        return Credentials.builder()
                .accessKeyId("ASIA" + account + account().dice().hex(SUFFIX).toUpperCase(Locale.ROOT))
                .secretAccessKey(account().dice().hex(SECRET))
                .sessionToken(account().dice().hex(TOKEN))
                .expiration(account().now().plus(Duration.ofSeconds(lasting)))
                .build();
    }

    private AssumedRoleUser user(Matcher role, String session) {
        String arn = "arn:aws:sts::" + role.group(1) + ":assumed-role/" + role.group(2) + "/" + session;
        sessions.add(arn);
        return AssumedRoleUser.builder()
                .arn(arn)
                .assumedRoleId("AROASANDBOX:" + session)
                .build();
    }

    private Account account() {
        return home.orElseThrow();
    }
}
