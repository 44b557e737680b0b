package io.kinexus.operator.sandbox.door;

import io.kinexus.operator.sandbox.AwsFault;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;

/** awsQuery: forms in, XML out. */
final class QueryForm implements WireForm {
    static final String XML = "text/xml; charset=utf-8";
    private static final int SERVER_ERROR = 500;

    @Override
    public AwsRequest read(Inbound request, Operation operation) {
        SdkPojo builder = operation.builder();
        new FormReader(Inbound.pairs(request.text())).fill(builder);
        return Operation.built(builder);
    }

    @Override
    public Reply write(Operation operation, AwsResponse answer, String requestId) {
        String response = operation.name() + "Response";
        String result = operation.name() + "Result";
        String version = operation.binding().apiVersion();
        XmlText xml = new XmlText()
                .open(response + " xmlns=\"https://" + operation.service().signingName() + ".amazonaws.com/doc/"
                        + version + "/\"")
                .open(result)
                .members(answer)
                .close(result)
                .open("ResponseMetadata")
                .leaf("RequestId", requestId)
                .close("ResponseMetadata")
                .close(response);
        return Reply.of(Reply.OK, XML, xml.toString());
    }

    @Override
    public Reply fault(AwsFault fault, String requestId) {
        return Reply.of(fault.status(), XML, error(fault, requestId));
    }

    /** The document that REST services other than S3 use too. */
    static String error(AwsFault fault, String requestId) {
        return new XmlText()
                .open("ErrorResponse")
                .open("Error")
                .leaf("Type", fault.status() >= SERVER_ERROR ? "Receiver" : "Sender")
                .leaf("Code", fault.code())
                .leaf("Message", fault.text())
                .close("Error")
                .leaf("RequestId", requestId)
                .close("ErrorResponse")
                .toString();
    }
}
