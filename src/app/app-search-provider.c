/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whom one wants to call is often typed where everything else is looked for. The desktop asks by this
 * interface, for people alone; what it asks comes from every program on the bus, and none of it may call anybody whom
 * this very search has not shown. */

#include "app-search-provider.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-suggestions.h"

#define OBJECT     "/SearchProvider"
#define TERMS_MAX  16
#define TERM_MAX   128 /* octets */
#define IDS_MAX    64  /* asked about at once */
#define OFFERS_MAX 512 /* remembered; a person searches anew long before */

static const char interface_xml[] =
  "<node><interface name='org.gnome.Shell.SearchProvider2'>"
  "<method name='GetInitialResultSet'>"
  "<arg type='as' direction='in'/><arg type='as' direction='out'/></method>"
  "<method name='GetSubsearchResultSet'>"
  "<arg type='as' direction='in'/><arg type='as' direction='in'/><arg type='as' direction='out'/></method>"
  "<method name='GetResultMetas'>"
  "<arg type='as' direction='in'/><arg type='aa{sv}' direction='out'/></method>"
  "<method name='ActivateResult'>"
  "<arg type='s' direction='in'/><arg type='as' direction='in'/><arg type='u' direction='in'/></method>"
  "<method name='LaunchSearch'>"
  "<arg type='as' direction='in'/><arg type='u' direction='in'/></method>"
  "</interface></node>";

struct _AppSearchProvider
{
  GObject parent_instance;

  GWeakRef application; /* owns this */
  Phone *phone;         /* NULL: none */
  GDBusConnection *connection;
  guint registration;
  GHashTable *offers; /* id → name; what was found is what may be asked for */
};

G_DEFINE_FINAL_TYPE (AppSearchProvider, app_search_provider, G_TYPE_OBJECT)

/* What can be done with somebody who was found; the id of a result is the name of the action and the address. */
static const struct
{
  const char *action;
  const char *icon;
} kinds[] = {
  { "call", "call-start-symbolic" },
  { "message", "chat-message-new-symbolic" },
};

static char *
dup_words (int         kind,
           const char *address)
{
  if (kind == 0)
    /* Translators: %s is a name, an address or a number. */
    return g_strdup_printf (_("Call %s"), address);
  /* Translators: %s is an address. */
  return g_strdup_printf (_("Write to %s"), address);
}

/* Which of @kinds; −1: none. @address: what comes after. */
static int
read_id (const char  *id,
         const char **address)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize length = strlen (kinds[i].action);

      if (g_str_has_prefix (id, kinds[i].action) && id[length] == ' ')
        {
          *address = id + length + 1;
          return (int) i;
        }
    }
  return -1;
}

static void
offer (AppSearchProvider *self,
       GVariantBuilder   *found,
       const char        *action,
       AppSuggestion     *somebody)
{
  g_autofree char *id = g_strdup_printf ("%s %s", action, app_suggestion_get_address (somebody));

  if (g_hash_table_size (self->offers) >= OFFERS_MAX)
    g_hash_table_remove_all (self->offers);
  g_variant_builder_add (found, "s", id);
  g_hash_table_replace (self->offers, g_steal_pointer (&id), g_strdup (app_suggestion_get_name (somebody)));
}

/* A number can be called, and nothing else is known of it. */
static void
offer_both (AppSearchProvider *self,
            GVariantBuilder   *found,
            AppSuggestion     *somebody)
{
  offer (self, found, "call", somebody);
  if (strchr (app_suggestion_get_address (somebody), '@') != NULL)
    offer (self, found, "message", somebody);
}

/* One line of what was typed; NULL: nothing that could be meant. */
static char *
dup_needle (const char *const *terms)
{
  g_autoptr (GString) needle = g_string_new (NULL);

  for (gsize i = 0; terms[i] != NULL; i++)
    {
      if (i >= TERMS_MAX || strlen (terms[i]) > TERM_MAX)
        return NULL;
      g_string_append_printf (needle, "%s%s", needle->len > 0 ? " " : "", terms[i]);
    }
  g_strstrip (needle->str);
  return g_utf8_strlen (needle->str, -1) >= 2 ? g_strdup (needle->str) : NULL;
}

static gboolean
has_term (AppSuggestion *somebody,
          const char    *term)
{
  g_autofree char *needle = g_utf8_casefold (term, -1);
  g_autofree char *name = g_utf8_casefold (app_suggestion_get_name (somebody), -1);
  g_autofree char *address = g_utf8_casefold (app_suggestion_get_address (somebody), -1);

  return strstr (name, needle) != NULL || strstr (address, needle) != NULL;
}

/* “Miller Anna” finds Anna Miller: whoever fits the first word and has all others, in any order. */
static void
find_in_any_order (AppSearchProvider *self,
                   const char *const *terms,
                   GListStore        *found)
{
  app_suggestions_find (self->phone, terms[0], found);
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (found)); i > 0; i--)
    {
      g_autoptr (AppSuggestion) somebody = g_list_model_get_item (G_LIST_MODEL (found), i - 1);
      gboolean fits = TRUE;

      for (gsize n = 1; terms[n] != NULL; n++)
        fits = fits && has_term (somebody, terms[n]);
      if (!fits)
        g_list_store_remove (found, i - 1);
    }
}

static GVariant *
find (AppSearchProvider *self,
      const char *const *terms)
{
  g_autofree char *needle = dup_needle (terms);
  g_autoptr (GListStore) found = g_list_store_new (APP_TYPE_SUGGESTION);
  GVariantBuilder ids = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("(as)"));

  if (self->phone != NULL && needle != NULL)
    app_suggestions_find (self->phone, needle, found);
  if (self->phone != NULL && needle != NULL && g_list_model_get_n_items (G_LIST_MODEL (found)) == 0)
    find_in_any_order (self, terms, found);

  g_variant_builder_open (&ids, G_VARIANT_TYPE ("as"));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (found)); i++)
    {
      g_autoptr (AppSuggestion) somebody = g_list_model_get_item (G_LIST_MODEL (found), i);

      offer_both (self, &ids, somebody);
    }
  g_variant_builder_close (&ids);
  return g_variant_builder_end (&ids);
}

static void
describe (AppSearchProvider *self,
          GVariantBuilder   *metas,
          const char        *id)
{
  const char *name = g_hash_table_lookup (self->offers, id);
  const char *address = NULL;
  int kind = read_id (id, &address);
  g_autofree char *plain = NULL;
  g_autofree char *words = NULL;
  g_autofree char *shown = NULL;
  g_autoptr (GIcon) icon = NULL;
  g_autoptr (GVariant) serialized = NULL;

  if (name == NULL || kind < 0)
    return;
  plain = app_closures_plain_address (address);
  words = dup_words (kind, plain);
  shown = app_closures_first_line (NULL, name);
  icon = g_themed_icon_new (kinds[kind].icon);
  serialized = g_icon_serialize (icon);
  g_variant_builder_open (metas, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (metas, "{sv}", "id", g_variant_new_string (id));
  g_variant_builder_add (metas, "{sv}", "name", g_variant_new_string (shown));
  g_variant_builder_add (metas, "{sv}", "description", g_variant_new_string (words));
  g_variant_builder_add (metas, "{sv}", "icon", serialized);
  g_variant_builder_close (metas);
}

static GVariant *
describe_all (AppSearchProvider *self,
              const char *const *ids)
{
  GVariantBuilder metas = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("(aa{sv})"));

  g_variant_builder_open (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (gsize i = 0; ids[i] != NULL && i < IDS_MAX; i++)
    describe (self, &metas, ids[i]);
  g_variant_builder_close (&metas);
  return g_variant_builder_end (&metas);
}

/* What was not found here opens the window and no more: the bus is open to every program. */
static void
activate (AppSearchProvider *self,
          const char        *id)
{
  g_autoptr (GApplication) application = g_weak_ref_get (&self->application);
  const char *address = NULL;
  int kind = read_id (id, &address);

  if (application == NULL)
    return;
  if (kind >= 0 && g_hash_table_contains (self->offers, id))
    g_action_group_activate_action (G_ACTION_GROUP (application), kinds[kind].action, g_variant_new_string (address));
  else
    g_application_activate (application);
}

/* The same search, in the window, where there is more to be found. */
static void
launch (AppSearchProvider *self,
        const char *const *terms)
{
  g_autoptr (GApplication) application = g_weak_ref_get (&self->application);
  g_autofree char *needle = dup_needle (terms);

  if (application != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (application), "search",
                                    g_variant_new_string (needle != NULL ? needle : ""));
}

static void
method_call_cb (GDBusConnection       *connection,
                const char            *sender,
                const char            *path,
                const char            *interface,
                const char            *method,
                GVariant              *parameters,
                GDBusMethodInvocation *invocation,
                gpointer               user_data)
{
  AppSearchProvider *self = APP_SEARCH_PROVIDER (user_data);
  g_autofree const char **words = NULL;
  const char *id;
  GVariant *answer = NULL;

  if (g_str_equal (method, "ActivateResult"))
    {
      g_variant_get (parameters, "(&s@asu)", &id, NULL, NULL);
      activate (self, id);
    }
  else
    {
      g_variant_get_child (parameters, g_str_equal (method, "GetSubsearchResultSet") ? 1 : 0, "^a&s", &words);
      if (g_str_equal (method, "GetResultMetas"))
        answer = describe_all (self, words);
      else if (g_str_equal (method, "LaunchSearch"))
        launch (self, words);
      else
        answer = find (self, words);
    }
  g_dbus_method_invocation_return_value (invocation, answer);
}

/**
 * app_search_provider_new:
 * @application: whose actions call and write; the one that owns this
 *
 * Returns: (transfer full): a provider that finds nothing yet
 */
AppSearchProvider *
app_search_provider_new (GApplication *application)
{
  AppSearchProvider *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);

  self = g_object_new (APP_TYPE_SEARCH_PROVIDER, NULL);
  g_weak_ref_set (&self->application, application);
  return self;
}

/**
 * app_search_provider_set_phone:
 * @self: a provider
 * @phone: (nullable): whose people and past calls are found; %NULL: nobody's
 */
void
app_search_provider_set_phone (AppSearchProvider *self,
                               Phone             *phone)
{
  g_return_if_fail (APP_IS_SEARCH_PROVIDER (self));
  g_return_if_fail (phone == NULL || PHONE_IS_PHONE (phone));

  if (g_set_object (&self->phone, phone))
    g_hash_table_remove_all (self->offers);
}

/**
 * app_search_provider_export:
 * @self: a provider
 * @connection: the session bus
 * @path: the object of the application
 * @error: where to put a #GDBusError or a #GIOError
 *
 * Makes it known on the bus, below @path, until app_search_provider_unexport().
 *
 * Returns: whether it is
 */
gboolean
app_search_provider_export (AppSearchProvider  *self,
                            GDBusConnection    *connection,
                            const char         *path,
                            GError            **error)
{
  static const GDBusInterfaceVTable table = { .method_call = method_call_cb };
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autofree char *own = NULL;

  g_return_val_if_fail (APP_IS_SEARCH_PROVIDER (self), FALSE);
  g_return_val_if_fail (G_IS_DBUS_CONNECTION (connection), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  app_search_provider_unexport (self);
  node = g_dbus_node_info_new_for_xml (interface_xml, error);
  if (node == NULL)
    return FALSE;
  own = g_strconcat (path, OBJECT, NULL);
  self->registration = g_dbus_connection_register_object (connection, own, node->interfaces[0], &table, self, NULL, error);
  if (self->registration != 0)
    self->connection = g_object_ref (connection);
  return self->registration != 0;
}

/**
 * app_search_provider_unexport:
 * @self: a provider
 *
 * Takes it from the bus; well if it was not there.
 */
void
app_search_provider_unexport (AppSearchProvider *self)
{
  g_return_if_fail (APP_IS_SEARCH_PROVIDER (self));

  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  self->registration = 0;
  g_clear_object (&self->connection);
}

static void
app_search_provider_dispose (GObject *object)
{
  AppSearchProvider *self = APP_SEARCH_PROVIDER (object);

  app_search_provider_unexport (self);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_search_provider_parent_class)->dispose (object);
}

static void
app_search_provider_finalize (GObject *object)
{
  AppSearchProvider *self = APP_SEARCH_PROVIDER (object);

  g_weak_ref_clear (&self->application);
  g_hash_table_unref (self->offers);
  G_OBJECT_CLASS (app_search_provider_parent_class)->finalize (object);
}

static void
app_search_provider_class_init (AppSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_search_provider_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_search_provider_finalize;
}

static void
app_search_provider_init (AppSearchProvider *self)
{
  g_weak_ref_init (&self->application, NULL);
  self->offers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}
