/** API Gateway's HTTP APIs in memory: routes, integrations, stages that deploy themselves, CORS, limits and access logs. */
@NullMarked
package io.kinexus.operator.sandbox.apigatewayv2;

import org.jspecify.annotations.NullMarked;
