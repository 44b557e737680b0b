package io.kinexus.operator.kind.dbinstance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.core.resource.Scope;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** User name and password, held for the one call that creates the instance. Never shows itself. */
final class LoginAws {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String username;
    private final String password;

    private LoginAws(String username, String password) {
        this.username = username;
        this.password = password;
    }

    /** Empty when the secret's value is no JSON object with both. */
    static Optional<LoginAws> read(Scope scope, String secret) {
        String value = scope.client(SecretsManagerClient.class)
                .getSecretValue(r -> r.secretId(secret))
                .secretString();
        return Optional.ofNullable(value).flatMap(LoginAws::parse);
    }

    private static Optional<LoginAws> parse(String value) {
        try {
            JsonNode fields = JSON.readTree(value);
            JsonNode username = fields.path("username");
            JsonNode password = fields.path("password");
            return username.isTextual() && password.isTextual()
                    ? Optional.of(new LoginAws(username.asText(), password.asText()))
                    : Optional.empty();
        } catch (JsonProcessingException unreadable) {
            // Its message quotes the value: it must go no further.
            return Optional.empty();
        }
    }

    String username() {
        return username;
    }

    String password() {
        return password;
    }

    @Override
    public String toString() {
        return "a login";
    }
}
