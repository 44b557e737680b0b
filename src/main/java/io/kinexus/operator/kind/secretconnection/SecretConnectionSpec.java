package io.kinexus.operator.kind.secretconnection;

import io.kinexus.operator.core.resource.Spec;

/**
 * What is added to a secret that holds {@code username} and {@code password}: {@code host}, {@code port}, {@code dbname}
 * and {@code url}. The resource has the secret's own name.
 *
 * @param secret the secret's name
 * @param scheme what the URL starts with: {@code postgresql}, {@code mysql}
 * @param port as text, since it comes from the database's outputs
 */
public record SecretConnectionSpec(String secret, String scheme, String host, String port, String dbname)
        implements Spec {
    /** The URL without user name and password; short enough for a tag's 256 characters. */
    String endpoint() {
        return scheme + "://" + host + ":" + port + "/" + dbname;
    }
}
