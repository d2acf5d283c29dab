/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every telephone writes its accounts in its own way; here they are written in one, and what has no place in it is
 * said in words, so that nobody wonders later what became of it. */

#include "config.h"

#include "phone-import-account.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "phone-codecs.h"
#include "phone-text.h"

#define MOST_CODECS 32

/*< private >
 * phone_import_account_new:
 * @user: the part before the "@"
 * @domain: the part behind it
 *
 * Begins an account.
 *
 * Returns: (transfer full): the account
 */
PhoneImportAccount *
phone_import_account_new (const char *user,
                          const char *domain)
{
  PhoneImportAccount *account = g_new0 (PhoneImportAccount, 1);

  account->address = g_strconcat (user, "@", domain, NULL);
  account->protection = -1;
  account->notes = g_ptr_array_new_with_free_func (g_free);
  return account;
}

/*< private >
 * phone_import_account_free:
 * @account: (transfer full): an account
 *
 * Frees an account, and leaves nothing of its password.
 */
void
phone_import_account_free (PhoneImportAccount *account)
{
  if (account->password != NULL)
    explicit_bzero (account->password, strlen (account->password));
  g_free (account->password);
  g_free (account->address);
  g_free (account->display_name);
  g_free (account->server);
  g_free (account->stun_server);
  g_strfreev (account->codecs);
  g_ptr_array_unref (account->notes);
  g_free (account);
}

/*< private >
 * phone_import_account_note:
 * @account: an account
 * @format: a sentence
 * @...: what stands in it
 *
 * Says what does not come along.
 */
void
phone_import_account_note (PhoneImportAccount *account,
                           const char         *format,
                           ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (account->notes, g_steal_pointer (&text));
}

/*< private >
 * phone_import_account_set_sign_in_name:
 * @account: an account
 * @name: (nullable): the name by which it signs in
 *
 * Notes a name that is not the account's own.
 */
void
phone_import_account_set_sign_in_name (PhoneImportAccount *account,
                                       const char         *name)
{
  gsize length = strcspn (account->address, "@");
  g_autofree char *clean = phone_text_clean_line (name != NULL ? name : "");

  if (*clean != '\0' && (strlen (name) != length || strncmp (name, account->address, length) != 0))
    /* Translators: %s is a name with which one signs in at a server. */
    phone_import_account_note (account, _("It signs in with another name, “%s”, which is not possible here yet."), clean);
}

/* "<sip:anna@host:5070;transport=TLS;lr>" → "host:5070", and what it says of the way. */
static char *
take_apart (const char *text,
            char      **transport,
            gboolean   *secure)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  char *begin = strrchr (copy, '<');
  const char *at;
  char *parameter;

  begin = begin != NULL ? begin + 1 : copy;
  begin[strcspn (begin, ">")] = '\0';
  *secure = g_ascii_strncasecmp (begin, "sips:", 5) == 0;
  if (*secure)
    begin += 5;
  else if (g_ascii_strncasecmp (begin, "sip:", 4) == 0)
    begin += 4;
  parameter = strchr (begin, ';');
  if (parameter != NULL)
    {
      g_auto (GStrv) parameters = g_strsplit (parameter + 1, ";", 16);

      *parameter = '\0';
      for (guint n = 0; parameters[n] != NULL; n++)
        if (g_ascii_strncasecmp (parameters[n], "transport=", 10) == 0)
          g_set_str (transport, parameters[n] + 10);
    }
  at = strrchr (begin, '@');
  return g_strdup (at != NULL ? at + 1 : begin);
}

/*< private >
 * phone_import_account_set_server:
 * @account: an account
 * @host: (nullable): a host, a host and a port, or a SIP address (RFC 3261 §19.1) of either; %NULL or "": not known
 * @transport: (nullable): "udp", "tcp" or "tls"; %NULL or anything else: as @host says, or else DNS
 *
 * Where its server is, and by which way; a way that anybody can listen at is noted.
 */
void
phone_import_account_set_server (PhoneImportAccount *account,
                                 const char         *host,
                                 const char         *transport)
{
  static const char *const ways[] = { "udp", "tcp", "tls", NULL };
  gboolean secure = FALSE;
  g_autofree char *own_transport = NULL;
  g_autofree char *place = host != NULL ? take_apart (host, &own_transport, &secure) : NULL;
  g_autofree char *way = g_ascii_strdown (own_transport != NULL ? own_transport : transport != NULL ? transport : "", -1);

  g_clear_pointer (&account->server, g_free);
  if (place == NULL || *place == '\0')
    return;
  if (g_strv_contains (ways, way))
    account->server = g_strconcat (secure ? "tls" : way, "://", place, NULL);
  else
    account->server = g_strconcat (secure ? "sips:" : "sip:", place, NULL);
  if (!secure && !g_str_equal (way, "tls"))
    phone_import_account_note (account, _("The connection to its server is not encrypted, as it was before."));
}

/* What others call it; in lower case. */
static const char *
translate_codec (const char *name)
{
  static const char *const names[][2] = { { "g711a", "pcma" }, { "g711u", "pcmu" } };

  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    if (g_str_equal (names[n][0], name))
      return names[n][1];
  return name;
}

/*< private >
 * phone_import_account_set_codecs:
 * @account: an account
 * @names: (nullable): codecs, the best first, as "opus" or "opus/48000/2"
 *
 * Takes those that there are here, in their order; none of them: nothing is said about codecs.
 */
void
phone_import_account_set_codecs (PhoneImportAccount *account,
                                 const char *const  *names)
{
  g_auto (GStrv) known = phone_codecs_list ();
  g_autoptr (GStrvBuilder) taken = g_strv_builder_new ();
  guint n_taken = 0;

  for (guint n = 0; names != NULL && names[n] != NULL && n < MOST_CODECS; n++)
    {
      g_autofree char *name = g_ascii_strdown (names[n], (gssize) strcspn (names[n], "/"));

      for (guint k = 0; known[k] != NULL; k++)
        if (g_ascii_strcasecmp (known[k], translate_codec (name)) == 0)
          {
            g_strv_builder_add (taken, known[k]);
            n_taken++;
          }
    }
  g_clear_pointer (&account->codecs, g_strfreev);
  if (n_taken > 0)
    account->codecs = g_strv_builder_end (taken);
}
