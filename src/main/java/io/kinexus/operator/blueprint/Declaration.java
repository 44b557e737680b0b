package io.kinexus.operator.blueprint;

/**
 * The {@code spec} of one document, as people write it. Implemented by records, which are at once the parser's target and
 * the source of the JSON Schema and the reference pages. A component is required unless it is an {@code Optional}, a
 * {@code List}, a {@code Map}, or has a {@link Default}. Its type may be {@code String}, {@code int}, {@code long},
 * {@code double}, {@code boolean}, {@code java.time.Duration} ({@code 30s 10m 2h 7d}), {@code java.time.Instant}, an enum
 * (written lower case with hyphens, or as it is where the enum is {@link Verbatim}), {@link Value}, another record, or an
 * {@code Optional}, {@code List} or {@code Map<String, ...>} of these.
 */
public interface Declaration {}
