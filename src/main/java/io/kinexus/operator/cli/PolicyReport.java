package io.kinexus.operator.cli;

import java.util.List;
import java.util.Map;

/**
 * IAM policies that together are the least that the operator needs.
 *
 * @param policies documents as IAM takes them, each within the size of a managed policy
 * @param sizes of each, as IAM counts: without white space
 * @param reasons why a resource is no narrower, by the actions that it is about
 */
public record PolicyReport(List<Map<String, Object>> policies, List<Integer> sizes, Map<String, String> reasons) {
    public PolicyReport {
        policies = List.copyOf(policies);
        sizes = List.copyOf(sizes);
    }
}
