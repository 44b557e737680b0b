/** ACM certificates, validated by DNS. */
@NullMarked
package io.kinexus.operator.kind.certificate;

import org.jspecify.annotations.NullMarked;
