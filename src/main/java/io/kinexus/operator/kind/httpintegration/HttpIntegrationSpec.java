package io.kinexus.operator.kind.httpintegration;

import io.kinexus.operator.core.resource.Spec;

/**
 * What an API calls: one function, with the whole request in form 2.0.
 *
 * @param integrationUri the ARN of the function, or of its alias
 */
public record HttpIntegrationSpec(String apiId, String integrationUri) implements Spec {}
