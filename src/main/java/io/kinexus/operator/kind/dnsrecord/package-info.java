/** Route 53 record sets, with a TXT record beside each that says whose it is. */
@NullMarked
package io.kinexus.operator.kind.dnsrecord;

import org.jspecify.annotations.NullMarked;
