package io.kinexus.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a destruction does, as it was seen when it was asked for.
 *
 * @param removes what goes, in that order
 * @param retained what stays, and what lets it go
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DestroyView(String environment, List<String> removes, List<RetainedView> retained) {
    /** @param because why it stays, with what to do to remove it all the same */
    public record RetainedView(String id, String because) {}
}
