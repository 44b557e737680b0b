/** Certificates in memory, issued by time or once their CNAME exists. */
@NullMarked
package io.kinexus.operator.sandbox.acm;

import org.jspecify.annotations.NullMarked;
