package io.kinexus.operator.kind.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Optional;

/** A secret's value: one text, or JSON with user name and password. It lives for one call and never shows itself. */
final class SecretText {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom DICE = new SecureRandom();
    private static final String USER = "username";
    private static final String PASSWORD = "password";
    private static final String URL = "url";

    private final String text;

    private SecretText(String text) {
        this.text = text;
    }

    static SecretText of(String text) {
        return new SecretText(text);
    }

    /** Made for the first time. */
    static SecretText fresh(SecretSpec.Generate generate) {
        String password = random(generate.length());
        return new SecretText(generate.username()
                .map(name -> "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}")
                .orElse(password));
    }

    /**
     * The same with another password, and with another user where one is named; whatever else a database has added to it
     * stays. Empty when it should be JSON with both and is not.
     */
    Optional<SecretText> rotated(SecretSpec.Generate generate, Optional<String> user) {
        if (generate.username().isEmpty()) {
            return Optional.of(new SecretText(random(generate.length())));
        }
        return fields().map(before -> {
            ObjectNode next = before.deepCopy();
            String name = user.orElse(before.path(USER).asText());
            String password = random(generate.length());
            next.put(USER, name);
            next.put(PASSWORD, password);
            if (before.path(URL).isTextual()) {
                // Both are letters, digits and underscores: nothing of them is escaped in a URL.
                next.put(URL, before.path(URL).asText().replaceFirst("//[^@/]*@", "//" + name + ":" + password + "@"));
            }
            return new SecretText(next.toString());
        });
    }

    Optional<String> user() {
        return fields().map(fields -> fields.path(USER).asText());
    }

    Optional<String> password() {
        return fields().map(fields -> fields.path(PASSWORD).asText());
    }

    /** Another of its fields that a database has added: {@code host}, {@code port}, {@code dbname}. */
    Optional<String> field(String name) {
        return fields().map(fields -> fields.path(name))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText);
    }

    String text() {
        return text;
    }

    private Optional<ObjectNode> fields() {
        try {
            return JSON.readTree(text) instanceof ObjectNode fields
                            && fields.path(USER).isTextual()
                            && fields.path(PASSWORD).isTextual()
                    ? Optional.of(fields)
                    : Optional.empty();
        } catch (JsonProcessingException unreadable) {
            // Its message quotes the value: it must go no further.
            return Optional.empty();
        }
    }

    private static String random(int length) {
        StringBuilder password = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            password.append(ALPHABET.charAt(DICE.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    @Override
    public String toString() {
        return "a secret value";
    }
}
