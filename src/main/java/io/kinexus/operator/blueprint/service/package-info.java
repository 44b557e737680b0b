/** The Service declaration and the resources that run it: roles, task definition, network, ingress, scaling. */
@NullMarked
package io.kinexus.operator.blueprint.service;

import org.jspecify.annotations.NullMarked;
