/** What people write of a certificate, and the resources that it becomes. */
@NullMarked
package io.kinexus.operator.blueprint.certificate;

import org.jspecify.annotations.NullMarked;
