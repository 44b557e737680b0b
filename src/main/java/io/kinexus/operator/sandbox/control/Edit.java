package io.kinexus.operator.sandbox.control;

import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.door.SdkJson;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequest;

/**
 * Something that happens by itself at a time: somebody changes or deletes a resource behind the operator's back, or the
 * load changes.
 *
 * @param after counted from when it was set
 */
record Edit(Duration after, String what, Act act) {
    private static final Set<String> FIELDS =
            Set.of("fault", "after", "at", "account", "region", "service", "action", "request", "perSecond", "load");

    /** What happens; under the sandbox's lock. */
    @FunctionalInterface
    interface Act {
        void on(Sandbox sandbox);
    }

    /** @throws Terms.Wrong when there is no such action, or the request is not of its form */
    static Edit of(Terms terms) {
        terms.only(FIELDS);
        Duration after = terms.duration("after").or(() -> terms.duration("at")).orElse(Duration.ZERO);
        Optional<Terms> load = terms.object("load");
        if (load.isPresent()) {
            load.get().only(Set.of("service", "perSecond"));
            String service = need(load.get(), "service");
            double perSecond =
                    load.get().number("perSecond").orElseThrow(() -> load.get().wrong("perSecond", "missing"));
            return new Edit(after, service + " gets " + perSecond + "/s", sandbox -> sandbox.load()
                    .set(service, perSecond));
        }
        String service = need(terms, "service");
        String action = need(terms, "action");
        Map<String, Object> members = terms.object("request").map(Terms::all).orElse(Map.of());
        AwsRequest request = SdkJson.request(service, action, members)
                .orElseThrow(() -> terms.wrong("action", "no such action: " + service + ":" + action));
        String account = terms.text("account").orElse("123456789012");
        String region = terms.text("region").orElse(Sandbox.HOME_REGION);
        return new Edit(after, service + ":" + action, sandbox -> sandbox.byHand(account, region, request));
    }

    private static String need(Terms terms, String field) {
        return terms.text(field).orElseThrow(() -> terms.wrong(field, "missing"));
    }
}
