/** What nobody can make in this account, so that listing it is answered truly with nothing. */
@NullMarked
package io.kinexus.operator.sandbox.absent;

import org.jspecify.annotations.NullMarked;
