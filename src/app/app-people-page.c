/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: people are kept in one place by their owner and in several by their machines; here both are made one, with
 * an address, a name and a password, and no word about how. */

#include "app-people-page.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-failure.h"
#include "phone-book.h"
#include "phone-words.h"

struct _AppPeoplePage
{
  AdwPreferencesPage parent_instance;

  Phone *phone;
  GtkWidget *joining;
  GtkWidget *address;
  GtkWidget *user;
  GtkWidget *password;
  GtkWidget *trouble;
  GtkWidget *join;
  GtkWidget *joined;
  GtkWidget *place;
  GtkWidget *new_password;
  GtkWidget *spinner;
  GtkWidget *refresh;
  gboolean asking; /* the server is being looked for */
};

G_DEFINE_FINAL_TYPE (AppPeoplePage, app_people_page, ADW_TYPE_PREFERENCES_PAGE)

enum
{
  PROP_PHONE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
say (AppPeoplePage *self,
     const char    *text)
{
  gtk_widget_set_visible (self->trouble, text != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->trouble), text != NULL ? text : "");
  if (text != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self->trouble), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
update_join (AppPeoplePage *self)
{
  gboolean complete = *get_text (self->address) != '\0' && *get_text (self->user) != '\0'
                      && *get_text (self->password) != '\0';

  gtk_widget_set_sensitive (self->join, complete && !self->asking);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->join), self->asking ? _("Connecting…") : _("Connect"));
}

static void
changed_cb (AppPeoplePage *self)
{
  say (self, NULL);
  update_join (self);
}

static char *
dup_state (PhoneBook *book)
{
  switch (phone_book_get_state (book))
    {
    case PHONE_BOOK_STATE_SYNCING:
      return g_strdup (_("Comparing…"));
    case PHONE_BOOK_STATE_RESTING:
      return g_strdup (_("Everybody is the same here and there."));
    case PHONE_BOOK_STATE_TROUBLED:
      return g_strdup_printf ("%s %s", phone_book_get_text (book), _("What you change meanwhile is not lost."));
    case PHONE_BOOK_STATE_NONE:
    default:
      return g_strdup ("");
    }
}

static void
update (AppPeoplePage *self)
{
  PhoneBook *book = phone_get_book (self->phone);
  PhoneBookState state = phone_book_get_state (book);
  const char *host = phone_book_get_host (book);
  g_autofree char *subtitle = dup_state (book);
  g_autofree char *title = NULL;

  gtk_widget_set_visible (self->joining, host == NULL);
  gtk_widget_set_visible (self->joined, host != NULL);
  gtk_widget_set_visible (self->spinner, state == PHONE_BOOK_STATE_SYNCING);
  gtk_widget_set_visible (self->new_password, state == PHONE_BOOK_STATE_TROUBLED);
  gtk_widget_set_visible (self->refresh, state != PHONE_BOOK_STATE_SYNCING);
  if (host == NULL)
    return;

  /* Translators: who one is at which server: "anna at dav.example.org". */
  title = g_strdup_printf (_("%s at %s"), phone_book_get_user (book), host);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->place), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->place), subtitle);
}

static void
joined_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (AppPeoplePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  self->asking = FALSE;
  if (self->phone == NULL)
    return;
  if (phone_book_join_finish (PHONE_BOOK (source), result, &error))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->password), "");
      update (self);
    }
  else
    {
      words = phone_words_for_error (error);
      say (self, words);
    }
  update_join (self);
}

static void
begin (AppPeoplePage *self,
       gboolean       open)
{
  PhoneBookLogin login = { get_text (self->address), get_text (self->user), get_text (self->password), open };

  self->asking = TRUE;
  say (self, NULL);
  update_join (self);
  phone_book_join_async (phone_get_book (self->phone), &login, NULL, joined_cb, g_object_ref (self));
}

static void
asked_cb (AppPeoplePage *self,
          const char    *response)
{
  if (g_str_equal (response, "open") && self->phone != NULL)
    begin (self, TRUE);
}

/* What others can read cannot be taken back: a question is due. */
static void
ask_about_open (AppPeoplePage *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Others Could Read It"),
                                            _("The way to this server is not encrypted. Whoever is on the way can read "
                                              "your password and your address book."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "open", _("_Use It Anyway"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "open", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
join_cb (AppPeoplePage *self)
{
  if (!gtk_widget_get_sensitive (self->join))
    return;
  if (phone_book_is_open (get_text (self->address)))
    ask_about_open (self);
  else
    begin (self, FALSE);
}

static void
password_cb (AppPeoplePage *self)
{
  g_autofree char *password = g_strdup (get_text (self->new_password));

  gtk_editable_set_text (GTK_EDITABLE (self->new_password), "");
  phone_book_set_password (phone_get_book (self->phone), password);
}

static void
refresh_cb (AppPeoplePage *self)
{
  phone_book_sync (phone_get_book (self->phone));
}

static void
leave_cb (AppPeoplePage *self)
{
  phone_book_leave (phone_get_book (self->phone));
  app_failure_say (GTK_WIDGET (self), _("Everybody stays, here and in the address book."));
}

static void
set_phone (AppPeoplePage *self,
           Phone         *phone)
{
  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;

  g_signal_connect_object (phone_get_book (phone), "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
app_people_page_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (id == PROP_PHONE)
    g_value_set_object (value, APP_PEOPLE_PAGE (object)->phone);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_people_page_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  if (id == PROP_PHONE)
    set_phone (APP_PEOPLE_PAGE (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_people_page_dispose (GObject *object)
{
  AppPeoplePage *self = APP_PEOPLE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_PEOPLE_PAGE);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_people_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AppPeoplePage, joining);
  gtk_widget_class_bind_template_child (widget_class, AppPeoplePage, address);
  gtk_widget_class_bind_template_child (widget_class, AppPeoplePage, user);
  gtk_widget_class_bind_template_child (widget_class, AppPeoplePage, password);
  gtk_widget_class_bind_template_child (widget_class, AppPeoplePage, trouble);
  gtk_widget_class_bind_template_child (widget_class, AppPeoplePage, join);
  gtk_widget_class_bind_template_child (widget_class, AppPeoplePage, joined);
  gtk_widget_class_bind_template_child (widget_class, AppPeoplePage, place);
  gtk_widget_class_bind_template_child (widget_class, AppPeoplePage, new_password);
  gtk_widget_class_bind_template_child (widget_class, AppPeoplePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, AppPeoplePage, refresh);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, join_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
app_people_page_class_init (AppPeoplePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_people_page_get_property;
  object_class->set_property = app_people_page_set_property;
  object_class->dispose = app_people_page_dispose;

  /**
   * AppPeoplePage:phone: (nullable)
   *
   * The phone whose people are meant; set once.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
app_people_page_init (AppPeoplePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
