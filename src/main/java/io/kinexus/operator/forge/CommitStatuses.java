package io.kinexus.operator.forge;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends statuses one after another on a thread of its own. What is said already is not said again; what fails is tried again,
 * later each time, until something newer takes its place. A lost answer does no harm, since saying it twice is the same.
 */
public final class CommitStatuses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommitStatuses.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int KEPT = 2000;
    private static final int MOST_DOUBLINGS = 8;
    private static final int FIRST_ERROR = 300;
    private static final int BAD = 400;
    private static final int FORBIDDEN = 403;
    private static final int TOO_LONG = 408;
    private static final int TOO_MANY = 429;
    private static final int THEIRS = 500;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread sender = new Thread(work, "commit-status");
        sender.setDaemon(true);
        return sender;
    });
    private final Map<String, CommitStatus> said = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Entry<String, CommitStatus> eldest) {
            return size() > KEPT;
        }
    };
    private final Requests requests;
    private final HttpClient client;
    private final Duration pause;

    /**
     * @param tls whom to trust
     * @param pause before the second try; it doubles from then on
     */
    public CommitStatuses(ForgeSettings settings, SSLContext tls, Duration pause) {
        this.requests = new Requests(settings);
        this.pause = pause;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** Returns at once. */
    public void tell(CommitStatus status) {
        synchronized (said) {
            if (status.equals(said.put(status.key(), status))) {
                return;
            }
        }
        later(status, 0);
    }

    private void later(CommitStatus status, int tries) {
        long wait = tries == 0 ? 0 : pause.toMillis() << Math.min(MOST_DOUBLINGS, tries - 1);
        try {
            var unused = thread.schedule(() -> send(status, tries), wait, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("not said any more, since the controller ends: {}", status);
        }
    }

    private void send(CommitStatus status, int tries) {
        if (!newest(status)) {
            return;
        }
        try {
            HttpResponse<String> answer = client.send(requests.of(status), BodyHandlers.ofString());
            if (answer.statusCode() < FIRST_ERROR || saidBefore(answer)) {
                return;
            }
            if (passes(answer)) {
                again(status, tries, "HTTP " + answer.statusCode());
            } else {
                LOG.warn("{} of {} is not taken: HTTP {}", status.context(), status.commit(), answer.statusCode());
            }
        } catch (IOException failure) {
            again(status, tries, failure.getClass().getSimpleName());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unusable) {
            LOG.warn(
                    "{} cannot be sent: {}",
                    status.context(),
                    unusable.getClass().getSimpleName());
        }
    }

    private boolean newest(CommitStatus status) {
        synchronized (said) {
            return status.equals(said.get(status.key()));
        }
    }

    private void again(CommitStatus status, int tries, String why) {
        if (tries == 0) {
            LOG.warn("{} of {} will be said later: {}", status.context(), status.commit(), why);
        }
        later(status, tries + 1);
    }

    /** GitLab refuses to be told the same state twice, as after an answer that was lost. */
    private static boolean saidBefore(HttpResponse<String> answer) {
        return answer.statusCode() == BAD && answer.body().contains("Cannot transition status");
    }

    private static boolean passes(HttpResponse<String> answer) {
        int code = answer.statusCode();
        return code >= THEIRS
                || code == TOO_MANY
                || code == TOO_LONG
                || (code == FORBIDDEN
                        && answer.headers().firstValue("Retry-After").isPresent());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
