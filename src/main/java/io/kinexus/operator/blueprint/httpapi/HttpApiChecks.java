package io.kinexus.operator.blueprint.httpapi;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Mistakes in a HttpApi that only the whole shows.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">Routes</a>
 */
final class HttpApiChecks {
    private static final int NAME = 128;
    private static final String PARAMETER = "\\{[\\w.-]+}";
    private static final Pattern PATH = Pattern.compile("/|(/([^/{}]+|" + PARAMETER + "))*(/\\{[\\w.-]+\\+}|/)?");

    private HttpApiChecks() {}

    static List<Flaw> check(HttpApiDeclaration api, Site site) {
        List<Flaw> flaws = new ArrayList<>();
        if (site.self().name().length() > NAME) {
            flaws.add(new Flaw("metadata.name", "is the API's own name: at most " + NAME + " characters"));
        }
        routes(api, flaws);
        stages(api, flaws);
        boolean open = api.cors()
                .filter(cors -> cors.credentials() && cors.origins().contains("*"))
                .isPresent();
        if (open) {
            flaws.add(new Flaw("spec.cors.origins", "cannot be * where credentials are allowed; name the origins"));
        }
        return flaws;
    }

    private static void routes(HttpApiDeclaration api, List<Flaw> flaws) {
        Map<String, String> known = new HashMap<>();
        for (int i = 0; i < api.routes().size(); i++) {
            String route = api.routes().get(i).route();
            String at = "spec.routes[" + i + "].route";
            String path = route.substring(route.indexOf(' ') + 1);
            if (!route.equals("$default") && !PATH.matcher(path).matches()) {
                flaws.add(new Flaw(
                        at,
                        "has a parameter that is not one: a part of the path is text or {name}, and only the last may"
                                + " be {name+} for all that follows, such as /documents/{proxy+}"));
            }
            String other = known.putIfAbsent(route.replaceAll("\\{[^}+]*(\\+?)}", "{$1}"), route);
            if (route.equals(other)) {
                flaws.add(new Flaw(at, "another entry has this route; keep one"));
            } else if (other != null) {
                flaws.add(new Flaw(at, "fits the same requests as " + other + "; keep one"));
            }
        }
    }

    private static void stages(HttpApiDeclaration api, List<Flaw> flaws) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < api.stages().size(); i++) {
            if (!names.add(api.stages().get(i).name())) {
                flaws.add(new Flaw("spec.stages[" + i + "].name", "another stage has this name; choose another"));
            }
        }
    }
}
