/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Receipts. */

#include "ua-imdn.h"

#include <string.h>

static UaImdn *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  UaImdn *imdn = ua_imdn_parse (bytes, &error);

  g_assert_true ((imdn == NULL) == (error != NULL));
  return imdn;
}

/* RFC 5438 §7.2.1.4 */
static void
test_states (void)
{
  static const struct
  {
    const char *words;
    UaImdnState state;
  } rows[] = {
    { "<delivery-notification><status><delivered/></status></delivery-notification>", UA_IMDN_DELIVERED },
    { "<delivery-notification><status><failed/></status></delivery-notification>", UA_IMDN_FAILED },
    { "<delivery-notification><status><forbidden/></status></delivery-notification>", UA_IMDN_FAILED },
    { "<display-notification><status><displayed/></status></display-notification>", UA_IMDN_DISPLAYED },
    { "<d:display-notification xmlns:d=\"urn:x\"><d:status><d:displayed/></d:status></d:display-notification>",
      UA_IMDN_DISPLAYED },
  };

  for (gsize n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *text =
        g_strdup_printf ("<?xml version=\"1.0\"?><imdn xmlns=\"urn:ietf:params:xml:ns:imdn\">"
                         "<message-id>34jk324j</message-id><datetime>2008-04-04T12:16:49-05:00</datetime>%s</imdn>",
                         rows[n].words);
      g_autoptr (UaImdn) imdn = parse (text);

      g_assert_nonnull (imdn);
      g_assert_cmpstr (imdn->message_id, ==, "34jk324j");
      g_assert_cmpint (imdn->state, ==, rows[n].state);
    }
}

static void
test_hostile (void)
{
  g_autofree char *id = g_strnfill (200, 'x');
  g_autofree char *long_id = g_strdup_printf ("<imdn><message-id>%s</message-id><delivery-notification><status>"
                                              "<delivered/></status></delivery-notification></imdn>", id);
  const char *wrong[] = {
    "", "hello", "<imdn/>", "<imdn><message-id>1</message-id></imdn>",
    "<imdn><delivery-notification><status><delivered/></status></delivery-notification></imdn>",
    "<imdn><message-id>1</message-id><delivery-notification><status><displayed/></status></delivery-notification></imdn>",
    "<imdn><message-id>1</message-id><delivery-notification><delivered/></delivery-notification></imdn>",
    "<presence><message-id>1</message-id></presence>",
    "<!DOCTYPE imdn [<!ENTITY a \"b\">]><imdn><message-id>&a;</message-id></imdn>", long_id,
  };

  for (gsize n = 0; n < G_N_ELEMENTS (wrong); n++)
    g_assert_null (parse (wrong[n]));
}

static void
test_round_trip (void)
{
  static const UaImdnState states[] = { UA_IMDN_DELIVERED, UA_IMDN_DISPLAYED };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  for (gsize n = 0; n < G_N_ELEMENTS (states); n++)
    {
      UaImdn imdn = { (char *) "a<b", states[n] };
      g_autoptr (GBytes) bytes = ua_imdn_build (&imdn, now);
      g_autoptr (UaImdn) read = ua_imdn_parse (bytes, NULL);

      g_assert_nonnull (read);
      g_assert_cmpstr (read->message_id, ==, "a<b");
      g_assert_cmpint (read->state, ==, states[n]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ua/imdn/states", test_states);
  g_test_add_func ("/ua/imdn/hostile", test_hostile);
  g_test_add_func ("/ua/imdn/round-trip", test_round_trip);
  return g_test_run ();
}
