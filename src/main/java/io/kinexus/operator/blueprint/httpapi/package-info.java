/** Turns a HttpApi into an HTTP API with its integrations, routes and stages, and lets it call the functions. */
@NullMarked
package io.kinexus.operator.blueprint.httpapi;

import org.jspecify.annotations.NullMarked;
