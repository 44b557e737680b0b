package io.kinexus.operator.kind.role;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "order of keys      | {'Version':'1','Statement':[{'Effect':'Allow','Action':['a'],'Resource':['*']}]}"
                        + " | {'Statement':[{'Resource':['*'],'Action':['a'],'Effect':'Allow'}],'Version':'1'}",
                "one for a list     | {'Statement':[{'Action':['a'],'Resource':['*']}]} |"
                        + " {'Statement':{'Action':'a','Resource':'*'}}",
                "order of actions   | {'Statement':[{'Action':['a','b']}]} | {'Statement':[{'Action':['b','a','b']}]}",
                "order of statements | {'Statement':[{'Sid':'1'},{'Sid':'2'}]} |"
                        + " {'Statement':[{'Sid':'2'},{'Sid':'1'}]}",
                "everyone           | {'Statement':[{'Principal':'*'}]} | {'Statement':[{'Principal':{'AWS':['*']}}]}",
                "account and root   | {'Statement':[{'Principal':{'AWS':'123456789012'}}]}"
                        + " | {'Statement':[{'Principal':{'AWS':'arn:aws:iam::123456789012:root'}}]}",
                "booleans as text   | {'Statement':[{'Condition':{'Bool':{'k':true}}}]} |"
                        + " {'Statement':[{'Condition':{'Bool':{'k':['true']}}}]}",
            })
    void documentsThatMeanTheSameAreTheSame(String reason, String one, String other) {
        assertThat(normal(one)).as(reason).isEqualTo(normal(other));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "effect    | {'Statement':[{'Effect':'Allow'}]}         | {'Statement':[{'Effect':'Deny'}]}",
                "action    | {'Statement':[{'Action':'a'}]}             | {'Statement':[{'NotAction':'a'}]}",
                "resource  | {'Statement':[{'Resource':'a'}]}           | {'Statement':[{'Resource':['a','b']}]}",
                "condition | {'Statement':[{'Condition':{'Bool':{'k':'true'}}}]} |"
                        + " {'Statement':[{'Condition':{'Bool':{'k':'false'}}}]}",
                "version   | {'Version':'2008-10-17','Statement':[]}    | {'Version':'2012-10-17','Statement':[]}",
            })
    void documentsThatMeanSomethingElseDiffer(String reason, String one, String other) {
        assertThat(normal(one)).as(reason).isNotEqualTo(normal(other));
    }

    private static String normal(String quoted) {
        return PolicyDocument.normal(quoted.replace('\'', '"'));
    }
}
