package io.kinexus.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * Where desired state comes from, when that is git.
 *
 * @param branch null for the remote's HEAD
 * @param commit the newest that is in force; null before the first
 * @param asked when the server last answered; null before the first answer
 * @param problem why the newest commit is not in force; null when it is
 * @param since since when; null when there is no problem
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SourceView(
        String url,
        Optional<String> branch,
        String path,
        Optional<String> commit,
        Optional<Instant> asked,
        Optional<String> problem,
        Optional<Instant> since) {}
