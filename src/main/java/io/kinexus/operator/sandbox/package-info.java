/** AWS in memory: accounts, a clock that can be driven, and typed handlers behind two doors. */
@NullMarked
package io.kinexus.operator.sandbox;

import org.jspecify.annotations.NullMarked;
