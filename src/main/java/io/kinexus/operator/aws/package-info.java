/** The way to AWS: clients by account and region, tags, paging, and what its failures mean. */
@NullMarked
package io.kinexus.operator.aws;

import org.jspecify.annotations.NullMarked;
