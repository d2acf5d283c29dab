/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who asks strangers for help should not have to tell them whom he calls. Yet a trace in which
 * everything is blotted out says nothing: whether two addresses are the same, or an address is one from inside, is often
 * the whole answer. So everything gets another name, and always the same one. */

#include "config.h"

#include "phone-trace-mask.h"

#include "phone-trace-read.h"

#include <gio/gio.h>
#include <string.h>

#define LEFT_OUT "[left out]"

typedef struct
{
  GHashTable *people;    /* as written, in small letters → "person-1" */
  GHashTable *hosts;     /* the same → "host-1.example" */
  GHashTable *addresses; /* the same → "192.0.2.1" */
  GHashTable *names;     /* as written → "Name 1" */
  GRegex     *uri;       /* user@host, with what stands before it */
  GRegex     *place;     /* where only a host can stand */
  GRegex     *name;      /* what stands before <sip:…> */
  GRegex     *number;    /* tel: */
  GRegex     *word;      /* anything that may be an address or a known host */
  GString    *text;
} Mask;

#define HOST "\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"

static GRegex *
make_regex (const char *pattern)
{
  GRegex *regex = g_regex_new (pattern, G_REGEX_OPTIMIZE | G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT, NULL);

  g_assert (regex != NULL);
  return regex;
}

static GHashTable *
make_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
mask_init (Mask *self)
{
  self->people = make_table ();
  self->hosts = make_table ();
  self->addresses = make_table ();
  self->names = make_table ();
  self->uri = make_regex ("(\\b(?:sips?|im|pres|xmpp|mailto):)?([A-Za-z0-9_.!~*'()&=+$,;/%#-]+)(?::[^@\\s<>\"]*)?@(" HOST
                          ")(?:(?<=[A-Za-z0-9])\\?[^>\\s\"]*)?");
  self->place = make_regex ("((?:\\bsips?:|\\b(?:ws|http)s?://|\\bSIP/2\\.0/[A-Z]+ +|\\bIN IP[46] "
                            "|\\b(?:received|maddr|domain|realm|raddr|host)=\"?|Warning: *[0-9]{3} +|\\bturns?:|\\bstun:))(" HOST ")");
  self->name = make_regex ("\"(?:[^\"\\\\]|\\\\.)*\"(?=\\s*<)|(?<=: )[^<\":;,=]*[^<\":;,=\\s](?=\\s*<(?:sips?|tel):)");
  self->number = make_regex ("(?<=\\btel:)[+0-9().*#-]+");
  self->word = make_regex ("(?<![\\w:.])[0-9A-F]{0,4}(?::[0-9A-F]{0,4}){2,7}(?:\\.[0-9]+){0,3}(?![\\w:.])"
                           "|[A-Za-z0-9+](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");
  self->text = g_string_new (NULL);
}

static void
mask_clear (Mask *self)
{
  g_hash_table_unref (self->people);
  g_hash_table_unref (self->hosts);
  g_hash_table_unref (self->addresses);
  g_hash_table_unref (self->names);
  g_regex_unref (self->uri);
  g_regex_unref (self->place);
  g_regex_unref (self->name);
  g_regex_unref (self->number);
  g_regex_unref (self->word);
}

/* The second time the same. */
static const char *
find_or_make (GHashTable *table,
              const char *original,
              const char *format)
{
  g_autofree char *key = g_ascii_strdown (original, -1);
  const char *made = g_hash_table_lookup (table, key);
  g_auto (GStrv) parts = NULL;
  char *fresh;

  if (made != NULL)
    return made;
  parts = g_strsplit (format, "%", 2);
  fresh = g_strdup_printf ("%s%u%s", parts[0], g_hash_table_size (table) + 1, parts[1]);
  g_hash_table_insert (table, g_steal_pointer (&key), fresh);
  return fresh;
}

/* What kind of address it is stays visible (RFC 5737, RFC 3849): it is often the reason itself. */
static char *
make_address (GInetAddress *address,
              guint         n)
{
  gboolean inside = g_inet_address_get_is_site_local (address);

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    {
      const guint8 *bytes = g_inet_address_to_bytes (address);

      inside = inside || (bytes[0] & 0xfe) == 0xfc;
      return g_strdup_printf ("%s%x", g_inet_address_get_is_link_local (address) ? "fe80::" : inside ? "fd00::" : "2001:db8::",
                              n);
    }
  if (g_inet_address_get_is_link_local (address))
    return g_strdup_printf ("169.254.%u.%u", n / 250 % 250, n % 250 + 1);
  if (inside)
    return g_strdup_printf ("10.0.%u.%u", n / 250 % 250, n % 250 + 1);
  if (n < 250)
    return g_strdup_printf ("192.0.2.%u", n + 1);

  return g_strdup_printf ("198.18.%u.%u", n / 250 % 250, n % 250 + 1);
}

/* NULL: it is none, or one that is everybody's. */
static const char *
find_address (Mask       *self,
              const char *word)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (word);
  g_autofree char *key = NULL;
  char *made;

  if (address == NULL || g_inet_address_get_is_loopback (address) || g_inet_address_get_is_any (address)
      || g_inet_address_get_is_multicast (address))
    return NULL;
  key = g_inet_address_to_string (address);
  made = g_hash_table_lookup (self->addresses, key);
  if (made != NULL)
    return made;
  made = make_address (address, g_hash_table_size (self->addresses));
  g_hash_table_insert (self->addresses, g_steal_pointer (&key), made);
  return made;
}

/* "invalid" and "localhost" are nobody's; NULL: that, or an address. */
static const char *
find_host (Mask       *self,
           const char *host)
{
  static const char *const nobodys[] = { "localhost", "redacted", NULL };
  g_autofree char *small = g_ascii_strdown (host, -1);

  if (*host == '[' || g_hostname_is_ip_address (host) || g_str_has_suffix (small, ".invalid")
      || g_strv_contains (nobodys, small) || g_str_has_prefix (small, "host-") || g_str_has_prefix (small, "person-"))
    return NULL;

  return find_or_make (self->hosts, small, g_str_has_suffix (small, ".local") ? "host-%.local" : "host-%.example");
}

/* The host is only noted: it is replaced with all others, wherever they stand, and addresses with it. What is asked of an
 * address after it ("?Replaces=…") is left out. */
static gboolean
replace_uri (const GMatchInfo *match,
             GString          *result,
             gpointer          user_data)
{
  Mask *self = user_data;
  g_autofree char *scheme = g_match_info_fetch (match, 1);
  g_autofree char *user = g_match_info_fetch (match, 2);
  g_autofree char *host = g_match_info_fetch (match, 3);
  gboolean nobody = g_ascii_strcasecmp (user, "anonymous") == 0;

  find_host (self, host);
  g_string_append_printf (result, "%s%s@%s", scheme, nobody ? "anonymous" : find_or_make (self->people, user, "person-%"),
                          host);
  return FALSE;
}

/* A word without a dot may mean something else elsewhere, so it is replaced here. */
static gboolean
replace_place (const GMatchInfo *match,
               GString          *result,
               gpointer          user_data)
{
  g_autofree char *before = g_match_info_fetch (match, 1);
  g_autofree char *host = g_match_info_fetch (match, 2);
  const char *masked = find_host (user_data, host);

  g_string_append_printf (result, "%s%s", before, masked != NULL && strchr (host, '.') == NULL ? masked : host);
  return FALSE;
}

static gboolean
replace_name (const GMatchInfo *match,
              GString          *result,
              gpointer          user_data)
{
  g_autofree char *name = g_match_info_fetch (match, 0);
  gboolean nobody = g_ascii_strcasecmp (name, "\"Anonymous\"") == 0;

  g_string_append (result, nobody ? name : find_or_make (((Mask *) user_data)->names, name, "\"Name %\""));
  return FALSE;
}

static gboolean
replace_number (const GMatchInfo *match,
                GString          *result,
                gpointer          user_data)
{
  g_autofree char *number = g_match_info_fetch (match, 0);

  g_string_append (result, find_or_make (((Mask *) user_data)->people, number, "person-%"));
  return FALSE;
}

static const char *
find_word (Mask       *self,
           const char *word)
{
  g_autofree char *small = g_ascii_strdown (word, -1);
  gsize n_digits = strspn (word, "+0123456789");

  if (g_hostname_is_ip_address (word))
    return find_address (self, word);
  if (strchr (word, '.') != NULL)
    return g_hash_table_lookup (self->hosts, small);

  return n_digits >= 5 && n_digits == strlen (word) ? g_hash_table_lookup (self->people, small) : NULL;
}

static gboolean
replace_word (const GMatchInfo *match,
              GString          *result,
              gpointer          user_data)
{
  g_autofree char *word = g_match_info_fetch (match, 0);
  const char *masked = find_word (user_data, word);

  g_string_append (result, masked != NULL ? masked : word);
  return FALSE;
}

static char *
replace (Mask               *self,
         GRegex             *regex,
         char               *line, /* transfer full */
         GRegexEvalCallback  callback)
{
  char *replaced = g_regex_replace_eval (regex, line, -1, 0, G_REGEX_MATCH_DEFAULT, callback, self, NULL);

  if (replaced == NULL)
    return line;
  g_free (line);
  return replaced;
}

static char *
mask_line (Mask       *self,
           const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, "%40", -1);
  char *masked = g_strjoinv ("@", parts);

  masked = replace (self, self->name, masked, replace_name);
  masked = replace (self, self->uri, masked, replace_uri);
  masked = replace (self, self->number, masked, replace_number);
  masked = replace (self, self->place, masked, replace_place);
  return replace (self, self->word, masked, replace_word);
}

/* What people call things is theirs: a subject, a session, a note. */
static gboolean
is_private (const char *line)
{
  static const char *const starts[] = { "Subject:", "s:", "s=", "i=", "Organization:", "Call-Info:", "Alert-Info:",
                                        "Geolocation:", "User-to-User:", NULL };

  for (guint i = 0; starts[i] != NULL; i++)
    {
      if (g_ascii_strncasecmp (line, starts[i], strlen (starts[i])) == 0 && !g_str_equal (line, "s=-"))
        return TRUE;
    }
  return FALSE;
}

static void
append_line (Mask       *self,
             const char *line)
{
  g_autofree char *masked = NULL;

  if (is_private (line))
    masked = g_strdup_printf ("%.*s" LEFT_OUT, (int) strcspn (line, ":=") + 1, line);
  else if (g_str_has_prefix (line, "o=") && !g_str_has_prefix (line, "o=- ") && strchr (line, ' ') != NULL)
    {
      g_autofree char *nameless = g_strconcat ("o=-", strchr (line, ' '), NULL);

      masked = mask_line (self, nameless);
    }
  else
    masked = mask_line (self, line);
  g_string_append_printf (self->text, "%s\n", masked);
}

/* Descriptions of sound are for machines; of everything else nobody knows what is in it. */
static gboolean
may_show_body (char **lines)
{
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      if ((g_ascii_strncasecmp (lines[i], "Content-Type:", strlen ("Content-Type:")) == 0
           || g_ascii_strncasecmp (lines[i], "c:", strlen ("c:")) == 0))
        return strstr (lines[i], "application/sdp") != NULL || strstr (lines[i], "trickle-ice-sdpfrag") != NULL;
    }
  return TRUE;
}

static void
take_entry (const PhoneTraceWords *words,
            gpointer               user_data)
{
  Mask *self = user_data;
  g_autofree char *valid = g_utf8_make_valid (words->text, -1);
  g_auto (GStrv) lines = g_strsplit (valid, "\n", -1);
  g_autofree char *account = mask_line (self, words->account);
  gboolean may_show = words->note || may_show_body (lines);
  guint i;

  g_string_append_printf (self->text, "%s %s %s %s\n", words->time, words->note ? "***" : words->outgoing ? ">>>" : "<<<",
                          words->scheme, account);
  for (i = 0; lines[i] != NULL && (may_show || i == 0 || *lines[i] != '\0'); i++)
    append_line (self, lines[i]);
  if (lines[i] != NULL)
    g_string_append (self->text, lines[i + 1] != NULL && *lines[i + 1] != '\0' ? "\n" LEFT_OUT "\n" : "\n");
  g_string_append_c (self->text, '\n');
}

/**
 * phone_trace_mask:
 * @trace: what phone_trace_dup_text() wrote
 *
 * Gives everybody and every place another name.
 *
 * Returns: (transfer full): a trace that can be shown to strangers
 */
char *
phone_trace_mask (const char *trace)
{
  Mask self;

  g_return_val_if_fail (trace != NULL, NULL);

  mask_init (&self);
  phone_trace_read_each (trace, take_entry, &self);
  mask_clear (&self);
  return g_string_free_and_steal (self.text);
}
