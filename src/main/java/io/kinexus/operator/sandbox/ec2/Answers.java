package io.kinexus.operator.sandbox.ec2;

import software.amazon.awssdk.services.ec2.model.Ec2Request;

/** Where the answer to a typed call comes from. */
interface Answers {
    <R> R answer(Ec2Request request, Class<R> response);
}
