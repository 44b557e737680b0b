/** RDS Proxies: the pool of connections before a database, and what it is registered with. */
@NullMarked
package io.kinexus.operator.kind.dbproxy;

import org.jspecify.annotations.NullMarked;
