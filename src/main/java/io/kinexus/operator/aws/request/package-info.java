/** What AWS accepts: each action's published rules, kept as data beside the kinds, and held against every request. */
@NullMarked
package io.kinexus.operator.aws.request;

import org.jspecify.annotations.NullMarked;
