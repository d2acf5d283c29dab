/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: people remember a name, a number or a word, and not in which list it stands. */

#include "app-search-page.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-search-group.h"
#include "phone-message-search.h"

enum
{
  PEOPLE,
  CALLS,
  MESSAGES,
  N_GROUPS
};

struct _AppSearchPage
{
  AdwBin parent_instance;

  Phone *phone;
  GtkEditable *entry;
  char *search;
  char *folded; /* without case */
  PhoneMessageSearch *messages;
  AppSearchGroup *group[N_GROUPS];
  AdwBin *content;
  GtkBox *groups;
};

G_DEFINE_FINAL_TYPE (AppSearchPage, app_search_page, ADW_TYPE_BIN)

enum
{
  PROP_PHONE = 1,
  PROP_ENTRY,
  PROP_CONTENT,
  PROP_SEARCH,
  PROP_SEARCHING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
is_searching (AppSearchPage *self)
{
  return self->search != NULL && *self->search != '\0';
}

/* The first result; NULL: there is none. */
static AppSearchRow *
get_first (AppSearchPage *self)
{
  for (guint n = 0; is_searching (self) && n < N_GROUPS; n++)
    {
      AppSearchRow *row = app_search_group_get_first (self->group[n]);

      if (row != NULL)
        return row;
    }
  return NULL;
}

static void
show_due_page (AppSearchPage *self)
{
  const char *page = "content";

  if (self->phone == NULL)
    return;
  if (is_searching (self))
    page = get_first (self) != NULL ? "results" : "none";
  gtk_stack_set_visible_child_name (GTK_STACK (adw_bin_get_child (ADW_BIN (self))), page);
}

static void
set_search (AppSearchPage *self,
            const char    *text)
{
  g_autofree char *search = g_strstrip (g_strdup (text != NULL ? text : ""));

  if (self->phone == NULL || !g_set_str (&self->search, search))
    return;
  g_free (self->folded);
  self->folded = g_utf8_casefold (search, -1);
  for (guint n = 0; n < N_GROUPS; n++)
    app_search_group_set_search (self->group[n], search);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SEARCH]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SEARCHING]);
  phone_message_search_set_text (self->messages, search);
  if (*search != '\0')
    phone_history_look_for (phone_get_history (self->phone), search);
  show_due_page (self);
}

static void
entry_changed_cb (AppSearchPage *self)
{
  set_search (self, gtk_editable_get_text (self->entry));
}

static void
entry_activate_cb (AppSearchPage *self)
{
  AppSearchRow *first = get_first (self);

  if (first != NULL)
    app_search_row_open (first);
}

static gboolean
entry_key_cb (AppSearchPage         *self,
              guint                  key,
              guint                  code,
              GdkModifierType        modifiers,
              GtkEventControllerKey *controller)
{
  AppSearchRow *first = get_first (self);

  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down) || first == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (first));
  return GDK_EVENT_STOP;
}

/* As in the field itself, Escape ends the search. */
static gboolean
key_cb (AppSearchPage         *self,
        guint                  key,
        guint                  code,
        GdkModifierType        modifiers,
        GtkEventControllerKey *controller)
{
  if (key != GDK_KEY_Escape || !is_searching (self))
    return GDK_EVENT_PROPAGATE;
  g_signal_emit_by_name (self->entry, "stop-search");
  return GDK_EVENT_STOP;
}

static void
set_entry (AppSearchPage *self,
           GtkEditable   *entry)
{
  GtkEventController *keys;

  if (entry == NULL || !g_set_object (&self->entry, entry))
    return;
  keys = gtk_event_controller_key_new ();
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (entry, "changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (entry_activate_cb), self, G_CONNECT_SWAPPED);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (entry_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (entry), keys);
}

static void
add_group (AppSearchPage *self,
           guint          which,
           const char    *title,
           GListModel    *found)
{
  self->group[which] = app_search_group_new (title, found);
  gtk_box_append (self->groups, GTK_WIDGET (self->group[which]));
  g_signal_connect_object (self->group[which], "notify::empty", G_CALLBACK (show_due_page), self, G_CONNECT_SWAPPED);
}

/* While nothing is looked for there is nothing to be found; else all people would be rows of a page nobody sees. */
static gboolean
finds_person (gpointer item,
              gpointer user_data)
{
  AppSearchPage *self = user_data;
  g_autofree char *words = NULL;
  g_autofree char *folded = NULL;

  if (!is_searching (self))
    return FALSE;
  g_object_get (item, "words", &words, NULL);
  folded = g_utf8_casefold (words != NULL ? words : "", -1);
  return strstr (folded, self->folded) != NULL || g_str_match_string (self->search, words, TRUE);
}

/* The domain says where somebody is, not who; it counts once an @ has been typed. */
static gboolean
finds_call (gpointer item,
            gpointer user_data)
{
  AppSearchPage *self = user_data;
  g_autofree char *address = NULL;
  char *at;

  if (!is_searching (self))
    return FALSE;
  if (g_str_match_string (self->search, phone_history_entry_get_name (item), TRUE))
    return TRUE;
  address = app_closures_plain_address (phone_history_entry_get_address (item));
  at = strchr (address, '@');
  if (at != NULL && strchr (self->search, '@') == NULL)
    *at = '\0';
  return strcasestr (address, self->search) != NULL;
}

static void
asked_cb (AppSearchPage *self,
          GParamSpec    *pspec,
          GtkFilter     *filter)
{
  gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static GListModel *
find_in (AppSearchPage       *self,
         GListModel          *all,
         GtkCustomFilterFunc  finds)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (finds, self, NULL));

  g_signal_connect_object (self, "notify::search", G_CALLBACK (asked_cb), filter, G_CONNECT_DEFAULT);
  return G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (all), filter));
}

static void
set_phone (AppSearchPage *self,
           Phone         *phone)
{
  g_autoptr (GListModel) people = NULL;
  g_autoptr (GListModel) calls = NULL;

  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;
  people = find_in (self, G_LIST_MODEL (phone_get_people (phone)), finds_person);
  calls = find_in (self, G_LIST_MODEL (phone_get_history (phone)), finds_call);
  self->messages = phone_message_search_new (phone);
  add_group (self, PEOPLE, _("People"), people);
  add_group (self, CALLS, _("Calls"), calls);
  add_group (self, MESSAGES, _("Messages"), G_LIST_MODEL (self->messages));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHONE]);
}

/* Whoever chooses a section wants to see it. */
static void
section_chosen_cb (AppSearchPage *self)
{
  if (self->entry != NULL)
    gtk_editable_set_text (self->entry, "");
}

static void
set_content (AppSearchPage *self,
             GtkWidget     *content)
{
  adw_bin_set_child (self->content, content);
  if (ADW_IS_VIEW_STACK (content))
    g_signal_connect_object (content, "notify::visible-child", G_CALLBACK (section_chosen_cb), self, G_CONNECT_SWAPPED);
}

static void
app_search_page_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  AppSearchPage *self = APP_SEARCH_PAGE (object);

  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, self->phone);
      break;
    case PROP_ENTRY:
      g_value_set_object (value, self->entry);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, adw_bin_get_child (self->content));
      break;
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    case PROP_SEARCHING:
      g_value_set_boolean (value, is_searching (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_search_page_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  AppSearchPage *self = APP_SEARCH_PAGE (object);

  switch (id)
    {
    case PROP_PHONE:
      set_phone (self, g_value_get_object (value));
      break;
    case PROP_ENTRY:
      set_entry (self, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      set_content (self, g_value_get_object (value));
      break;
    case PROP_SEARCH:
      set_search (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_search_page_dispose (GObject *object)
{
  AppSearchPage *self = APP_SEARCH_PAGE (object);

  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->folded, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_SEARCH_PAGE);
  g_clear_object (&self->messages);
  g_clear_object (&self->entry);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_search_page_parent_class)->dispose (object);
}

static void
app_search_page_class_init (AppSearchPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = app_search_page_get_property;
  object_class->set_property = app_search_page_set_property;
  object_class->dispose = app_search_page_dispose;

  /**
   * AppSearchPage:phone: (nullable)
   *
   * The phone in which everything is; set once.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE, flags);
  /**
   * AppSearchPage:entry: (nullable)
   *
   * Where is typed what is looked for; set once.
   */
  props[PROP_ENTRY] = g_param_spec_object ("entry", NULL, NULL, GTK_TYPE_EDITABLE, flags);
  /**
   * AppSearchPage:content: (nullable)
   *
   * What is shown while nothing is looked for.
   */
  props[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  /**
   * AppSearchPage:search: (nullable)
   *
   * What is looked for.
   */
  props[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, NULL, flags);
  /**
   * AppSearchPage:searching:
   *
   * Whether results are shown.
   */
  props[PROP_SEARCHING] = g_param_spec_boolean ("searching", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AppSearchPage, content);
  gtk_widget_class_bind_template_child (widget_class, AppSearchPage, groups);
}

static void
app_search_page_init (AppSearchPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
