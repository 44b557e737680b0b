package io.kinexus.operator.sandbox.door;

import io.kinexus.operator.sandbox.AwsFault;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/**
 * ec2Query: forms in, XML out, without a Result element around it; a call that answers nothing says {@code return true}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">Form of errors</a>
 */
final class Ec2Form implements WireForm {
    private final QueryForm query = new QueryForm();

    @Override
    public AwsRequest read(Inbound request, Operation operation) {
        return query.read(request, operation);
    }

    @Override
    public Reply write(Operation operation, AwsResponse answer, String requestId) {
        String response = operation.name() + "Response";
        XmlText xml = new XmlText()
                .open(response + " xmlns=\"http://ec2.amazonaws.com/doc/"
                        + operation.binding().apiVersion() + "/\"")
                .leaf("requestId", requestId);
        if (answer.sdkFields().isEmpty()) {
            xml.leaf("return", "true");
        }
        return Reply.of(
                Reply.OK, QueryForm.XML, xml.members(answer).close(response).toString());
    }

    @Override
    public Reply fault(AwsFault fault, String requestId) {
        XmlText xml = new XmlText()
                .open("Response")
                .open("Errors")
                .open("Error")
                .leaf("Code", fault.code())
                .leaf("Message", fault.text())
                .close("Error")
                .close("Errors")
                .leaf("RequestID", requestId)
                .close("Response");
        return Reply.of(fault.status(), QueryForm.XML, xml.toString());
    }
}
