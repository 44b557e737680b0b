package io.kinexus.operator.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The time of a sandbox in another process, which {@code --clock} names: asked for once a second, and followed at its speed
 * in between.
 */
final class LentClock implements InstantSource {
    private static final int PATIENCE = 5_000;
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private final URI url;
    private Reading last;

    private record Reading(Instant now, double speed, long nanos) {}

    /** @param sandbox its {@code /_sandbox} address; @throws UncheckedIOException when it does not answer */
    LentClock(URI sandbox) {
        String base = sandbox.toString();
        url = URI.create((base.endsWith("/") ? base : base + "/") + "clock");
        last = read();
    }

    @Override
    public Instant instant() {
        Reading reading = reading();
        double ahead = (System.nanoTime() - reading.nanos()) * reading.speed();
        return reading.now().plusNanos(Math.round(ahead));
    }

    /** How long, of real time, a stretch of the sandbox's time takes; a clock that stands still is asked again soon. */
    Duration real(Duration loop) {
        double speed = reading().speed();
        return speed <= 0 ? Duration.ofSeconds(1) : Duration.ofMillis(Math.round(loop.toMillis() / speed));
    }

    private synchronized Reading reading() {
        if (System.nanoTime() - last.nanos() > FRESH) {
            last = read();
        }
        return last;
    }

    private Reading read() {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE);
            connection.setReadTimeout(PATIENCE);
            try (InputStream body = connection.getInputStream()) {
                JsonNode clock = new ObjectMapper().readTree(body);
                return new Reading(
                        Instant.parse(clock.required("now").asText()),
                        clock.required("speed").asDouble(),
                        System.nanoTime());
            }
        } catch (IOException | IllegalArgumentException failure) {
            throw new UncheckedIOException(
                    "the clock at " + url + " cannot be read: " + failure.getMessage(), new IOException(failure));
        }
    }
}
