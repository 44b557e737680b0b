package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.aws.AwsFailures;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Asks AWS in such a way that what one signal cannot read does not hide what another one shows. */
final class AnswersAws {
    private AnswersAws() {}

    static <T> Answer<T> ask(Supplier<T> look) {
        try {
            return Answer.of(look.get());
        } catch (SdkException failure) {
            return Answer.none(AwsFailures.says(failure));
        }
    }
}
