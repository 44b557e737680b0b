package io.kinexus.operator.sandbox.lambda;

import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.tagging.TagStore;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;

/**
 * Tags of functions; versions and aliases have none.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html">Tags on functions</a>
 */
final class FunctionTags {
    private final LambdaSandbox lambda;

    FunctionTags(LambdaSandbox lambda) {
        this.lambda = lambda;
    }

    void install(Handlers handlers) {
        handlers.on(ListTagsRequest.class, r -> ListTagsResponse.builder()
                .tags(store().of(arn(r.resource())))
                .build());
        handlers.on(TagResourceRequest.class, r -> {
            store().put(arn(r.resource()), r.tags());
            return TagResourceResponse.builder().build();
        });
        handlers.on(UntagResourceRequest.class, r -> {
            store().remove(arn(r.resource()), r.tagKeys());
            return UntagResourceResponse.builder().build();
        });
    }

    private String arn(String resource) {
        if (FunctionName.of(resource, null).qualifier().isPresent()) {
            throw Faults.invalid("Tags on function aliases and versions are not supported. Please specify either a"
                    + " function, an event source mapping or a code signing config ARN.");
        }
        return lambda.function(resource).arn;
    }

    private TagStore store() {
        return lambda.account().service(TagStore.class);
    }
}
