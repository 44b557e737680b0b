/** Tags of everything in one account and region, and the Resource Groups Tagging API over them. */
@NullMarked
package io.kinexus.operator.sandbox.tagging;

import org.jspecify.annotations.NullMarked;
