package io.kinexus.operator.blueprint.httpapi;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Refers;
import io.kinexus.operator.blueprint.Verbatim;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An HTTP API. */
@Doc("An HTTP API of API Gateway before functions.")
public record HttpApiDeclaration(
        @Doc("Which web pages elsewhere may call it.") Optional<Cors> cors,

        @Doc("Which requests go where.") @Range(min = 1, max = 300)
        List<Route> routes,

        @Doc("Requests a second and at once before others are refused; the account's own when left out.")
        Optional<Throttle> throttle,

        @Doc("Stages, each of which serves every change at once; one at the API's own address when left out.")
        @Range(max = 10)
        List<Stage> stages)
        implements Declaration {

    public HttpApiDeclaration {
        routes = List.copyOf(routes);
        stages = List.copyOf(stages);
    }

    /** The methods of a route or of CORS. */
    @Verbatim
    public enum Method {
        GET,
        HEAD,
        POST,
        PUT,
        PATCH,
        DELETE,
        OPTIONS
    }

    /** Cross-origin requests. */
    public record Cors(
            @Doc("Where pages come from.")
            @Form(regex = "\\*|https?://[^/\\s]{1,253}", say = "an origin such as https://example.com, or *")
            @Range(min = 1, max = 100)
            List<String> origins,

            @Doc("What they may ask with; all methods when left out.")
            List<Method> methods,

            @Doc("Headers that they may send.")
            @Form(regex = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}", say = "a header's name such as Content-Type, or *")
            List<String> headers,

            @Doc("Whether they may send cookies.") @Default("false")
            boolean credentials,

            @Doc("How long a browser remembers the answer.") @Range(min = 0, max = 86400)
            Optional<Duration> maxAge) {}

    /** One route. */
    public record Route(
            @Doc("A method, or ANY, and a path; or $default for what fits no other.")
            @Form(
                    regex = "\\$default|(ANY|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) /[^\\s?#]{0,500}",
                    say = "a method or ANY, and a path, such as \"GET /documents/{id}\", or $default")
            String route,

            @Doc("The Function that answers.") @Refers("function")
            String function) {}

    /** Limits for all routes together. */
    public record Throttle(
            @Doc("Requests a second that are kept up.") @Range(min = 1, max = 100000)
            int perSecond,

            @Doc("Requests at once.") @Range(min = 1, max = 100000)
            int burst) {}

    /** One stage. */
    public record Stage(
            @Doc("The first part of every path, or $default for the API's own address.")
            @Form(regex = "\\$default|[A-Za-z0-9_-]{1,128}", say = "at most 128 letters, digits, - and _, or $default")
            String name,

            @Doc("Its own limits; those of the API when left out.")
            Optional<Throttle> throttle) {}
}
